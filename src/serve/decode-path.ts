/** The path of a request without its first slash, percent-decoded and in NFC, as slugs are; undefined where it is no UTF-8. */
export function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path.slice(1)).normalize('NFC')
  } catch {
    return undefined
  }
}
