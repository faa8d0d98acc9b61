import { forEachConcurrent } from '../../concurrency/for-each-concurrent.ts'
import { messageOf } from '../../errors.ts'
import { variantsOf } from '../manifest.ts'
import { type Bucket, CONCURRENCY } from './bucket.ts'
import type { GenerationRecord, Generations } from './generations.ts'
import { keys, privateHeaders } from './keys.ts'
import type { Manifests } from './manifests.ts'

/** Generations that stay, for servers that follow slowly. */
const KEPT_GENERATIONS = 10

/** How long an object stays that no generation names: a publisher may be about to name it. */
const GARBAGE_MS = 86_400_000

/** How often objects are listed to find garbage. */
const SWEEP_MS = 86_400_000

export interface PruneOptions {
  /** The time of the service, in milliseconds since 1970. */
  serviceNow: () => Promise<number>
  /** Whether to look for garbage now, and not only once a day. */
  isThorough: boolean
}

/**
 * Removes old generations, and once a day all objects and manifests that the remaining ones do not name. Safe beside running
 * publishers: their new objects are younger than a day, and those that they reuse are named by the current generation.
 *
 * @returns what could not be removed
 */
export async function pruneBucket(
  { bucket, generations, manifests }: { bucket: Bucket; generations: Generations; manifests: Manifests },
  { serviceNow, isThorough }: PruneOptions,
): Promise<string[]> {
  const failures: string[] = []
  const remove = (found: readonly string[], isStillGarbage = async (_key: string) => true) =>
    forEachConcurrent(
      found,
      async (key) => {
        try {
          if (await isStillGarbage(key)) await bucket.remove(key)
        } catch (error) {
          failures.push(messageOf(error))
        }
      },
      CONCURRENCY,
    )
  /** Whatever was listed: a publisher may have sent it again since. */
  const isGarbage = async (key: string): Promise<boolean> => {
    const found = await bucket.head(key)
    return found !== undefined && (await serviceNow()) - found.modified.getTime() > GARBAGE_MS
  }
  await remove((await generations.listKeys()).slice(KEPT_GENERATIONS))
  const now = await serviceNow()
  const last = isThorough ? undefined : await bucket.head(keys.state('swept'))
  if (last && now - last.modified.getTime() < SWEEP_MS) return failures
  const named = await findNamed(await generations.list(), manifests)
  const garbage: string[] = []
  for (const under of [keys.manifests, keys.objects]) {
    for await (const { key, modified } of bucket.list(under)) {
      if (!named.has(key) && now - modified.getTime() > GARBAGE_MS) garbage.push(key)
    }
  }
  await remove(garbage, isGarbage)
  await bucket.put(keys.state('swept'), Buffer.from('{}\n'), privateHeaders.json)
  return failures
}

/** The keys of all objects and manifests that generations name. */
async function findNamed(records: readonly GenerationRecord[], manifests: Manifests): Promise<Set<string>> {
  const named = new Set<string>()
  for (const { manifest } of records) {
    for (const key of await manifests.keysOf(manifest)) named.add(key)
    const { files } = await manifests.read(manifest)
    for (const { sha256 } of files.flatMap(variantsOf)) named.add(keys.object(sha256))
  }
  return named
}
