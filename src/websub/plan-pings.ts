import type { ManifestFile } from '../publish/manifest.ts'
import { isSubscription, urlOf } from '../site/urls.ts'

/** What a hub was notified of last: the hash of each document, by path. */
export type DeliveredHashes = ReadonlyMap<string, string>

/** A document that a hub was not notified of. */
export interface Ping {
  path: string
  sha256: string
  /** The topic URL (WebSub §2), which is the document's canonical URL. */
  url: string
}

/**
 * The pings that a hub has still to get: one for each document that readers subscribe to and whose bytes are not those that
 * the hub was notified of. This is the outbox; as the difference of two facts that are stored, it cannot lose a ping in a
 * crash, nor hold one twice.
 */
export function planPings(files: Iterable<ManifestFile>, delivered: DeliveredHashes, publicUrl: string): Ping[] {
  const pings: Ping[] = []
  for (const { path, sha256 } of files) {
    if (!isSubscription(path) || delivered.get(path) === sha256) continue
    pings.push({ path, sha256, url: urlOf(publicUrl, path) })
  }
  return pings
}
