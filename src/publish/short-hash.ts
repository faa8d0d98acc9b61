import { hash } from 'node:crypto'

/** Enough characters in Base64, 48 bits, for a manifest of many articles. */
const LENGTH = 8

/** A short hash of a text. */
export function shortHash(text: string): string {
  return shorten(hash('sha256', text, 'base64url'))
}

/** The start of a longer hash. */
export function shorten(digest: string): string {
  return digest.slice(0, LENGTH)
}
