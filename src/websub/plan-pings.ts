import type { ManifestFile } from '../publish/manifest.ts'
import { isSubscription, urlOf } from '../site/urls.ts'

/** What a hub was told of last: the hash of each document, by path. */
export type DeliveredHashes = Readonly<Record<string, string>>

/** A document that a hub has not been told of. */
export interface Ping {
  path: string
  sha256: string
  /** The topic URL (WebSub §2), which is the document's canonical URL. */
  url: string
}

/**
 * What a hub is still to be told: each document that readers subscribe to and whose bytes are not those that the hub was
 * told of. This is the outbox; being the difference of two facts that are on the disk, it can neither lose a ping in a
 * crash nor hold one twice.
 */
export function planPings(files: Iterable<ManifestFile>, delivered: DeliveredHashes, publicUrl: string): Ping[] {
  const pings: Ping[] = []
  for (const { path, sha256 } of files) {
    if (!isSubscription(path) || delivered[path] === sha256) continue
    pings.push({ path, sha256, url: urlOf(publicUrl, path) })
  }
  return pings
}
