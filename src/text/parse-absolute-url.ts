/**
 * Parses an absolute URL; undefined if it is invalid.
 *
 * `URL.canParse` is no alternative: in Node 20 and 22, it rejects hosts with non-ASCII letters after many calls.
 *
 * @param base resolves relative references
 */
export function parseAbsoluteUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}
