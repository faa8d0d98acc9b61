import type { FileSize } from '../file-sizes.ts'
import { type Manifest, variantsOf } from '../manifest.ts'
import type { Bucket } from './bucket.ts'
import { keys, privateHeaders } from './keys.ts'

/** How often all objects are listed: a service loses none, but a person may. */
const INSPECT_MS = 86_400_000

/**
 * The first document whose object is missing or has another size, if any. Looks once a day, by whichever publisher, because it
 * takes a request for every thousand objects.
 */
export async function findLostObjects(
  bucket: Bucket,
  { files }: Manifest,
  { sizes, serviceNow }: { sizes: readonly FileSize[]; serviceNow: () => Promise<number> },
): Promise<string | undefined> {
  const last = await bucket.head(keys.state('inspected'))
  if (last && (await serviceNow()) - last.modified.getTime() < INSPECT_MS) return undefined
  const found = new Map<string, number>()
  for await (const { key, bytes } of bucket.list(keys.objects)) found.set(key, bytes)
  const keyOf = new Map(files.flatMap(variantsOf).map(({ path, sha256 }) => [path, keys.object(sha256)]))
  const lost = sizes.find(([path, bytes]) => found.get(keyOf.get(path) ?? '') !== bytes)
  if (!lost) await bucket.put(keys.state('inspected'), Buffer.from('{}\n'), privateHeaders.json)
  return lost?.[0]
}
