import type { ManifestFile } from '../publish/manifest.ts'
import { isSubscription, urlOf } from '../site/urls.ts'

/** The last delivered hash of each document, by path. */
export type DeliveredHashes = ReadonlyMap<string, string>

/** A document of which a hub has not been notified. */
export interface Ping {
  path: string
  sha256: string
  /** The topic URL (WebSub §2), which is the document's canonical URL. */
  url: string
}

/**
 * Plans the pings for a hub: one for each subscription document whose hash is not the last delivered one. This is the outbox.
 * As the difference of two stored facts, it cannot lose a ping in a crash, or contain one twice.
 */
export function planPings(files: Iterable<ManifestFile>, delivered: DeliveredHashes, publicUrl: string): Ping[] {
  const pings: Ping[] = []
  for (const { path, sha256 } of files) {
    if (!isSubscription(path) || delivered.get(path) === sha256) continue
    pings.push({ path, sha256, url: urlOf(publicUrl, path) })
  }
  return pings
}
