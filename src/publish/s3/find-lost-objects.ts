import type { FileSize } from '../file-sizes.ts'
import { type Manifest, variantsOf } from '../manifest.ts'
import type { Bucket } from './bucket.ts'
import { keys, privateHeaders } from './keys.ts'

export interface InspectOptions {
  /** The size of each document. */
  sizes: readonly FileSize[]
  /** The keys of the manifest and its parts. */
  parts: () => Promise<readonly string[]>
  /** The time of the service, in milliseconds since 1970. */
  serviceNow: () => Promise<number>
}

/** How often all objects are listed: a service loses none, but a person may. */
const INSPECT_MS = 86_400_000

/**
 * The first document or part of the manifest whose object is missing, or a document that has another size, if any. Looks once a day, by whichever publisher, because it
 * takes a request for every thousand objects.
 */
export async function findLostObjects(
  bucket: Bucket,
  { files }: Manifest,
  { sizes, parts, serviceNow }: InspectOptions,
): Promise<string | undefined> {
  const last = await bucket.head(keys.state('inspected'))
  if (last && (await serviceNow()) - last.modified.getTime() < INSPECT_MS) return undefined
  const found = new Map<string, number>()
  for (const under of [keys.objects, keys.manifests]) {
    for await (const { key, bytes } of bucket.list(under)) found.set(key, bytes)
  }
  const keyOf = new Map(files.flatMap(variantsOf).map(({ path, sha256 }) => [path, keys.object(sha256)]))
  const document = sizes.find(([path, bytes]) => found.get(keyOf.get(path) ?? '') !== bytes)
  const lost = document?.[0] ?? (await parts()).find((key) => !found.has(key))
  if (lost === undefined) await bucket.put(keys.state('inspected'), Buffer.from('{}\n'), privateHeaders.json)
  return lost
}
