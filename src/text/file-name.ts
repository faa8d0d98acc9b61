/** The last part of an absolute URL's path, or its host: a name for what has no title. */
export function fileName(url: string): string {
  const { pathname, hostname } = new URL(url)
  return pathname.slice(pathname.lastIndexOf('/') + 1) || hostname
}
