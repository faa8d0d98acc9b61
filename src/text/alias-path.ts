/**
 * The path that an alias names: a URL or its path, in the forms of site generators (`/2019/old/`, `old/index.html`), or a slug.
 *
 * @returns the decoded path without slashes at the ends, in NFC; undefined for the root
 */
export function aliasPath(alias: string): string | undefined {
  const [path = ''] = alias.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/, 1)
  return (
    decoded(path)
      .normalize('NFC')
      .replace(/(^|\/)index\.html?$/, '')
      .replace(/^\/+|(?<!\/)\/+$/g, '') || undefined
  )
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
