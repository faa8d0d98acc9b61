/**
 * The URL that a text is, or undefined where it is none.
 *
 * Not by `URL.canParse`, which in Node 20 and 22 comes to deny hosts with letters beyond ASCII once it is called often.
 *
 * @param base what a relative reference is resolved against
 */
export function parseAbsoluteUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}
