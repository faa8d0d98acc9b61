import { hash } from 'node:crypto'

/** The namespace of podcasts for UUIDs (podcast namespace, tag `guid`). */
const NAMESPACE = Buffer.from('ead4c236bf5858c6a2c6a6b28d128cb6', 'hex')

/**
 * The `podcast:guid` of a new podcast: a UUID of version 5 (RFC 9562 §5.5) of its feed's URL without the scheme and slashes at
 * the end.
 */
export function podcastGuidOf(feedUrl: string): string {
  const name = feedUrl.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/(?<!\/)\/+$/, '')
  const bytes = Buffer.from(hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(name)]), 'hex'), 'hex')
  bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x50
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** Whether a URL leads to this computer only, so that nobody can have subscribed to it. */
export function isLoopback(url: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(url).hostname)
}
