/** The path of a request without its first slash, percent-decoded; undefined where it is no UTF-8. */
export function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path.slice(1))
  } catch {
    return undefined
  }
}
