import { parseAbsoluteUrl } from './parse-absolute-url.ts'

/** The last part of an absolute URL's path, or its host: a name for what has no title. */
export function fileName(url: string): string {
  const { pathname = url, hostname = '' } = parseAbsoluteUrl(url) ?? {}
  return pathname.slice(pathname.lastIndexOf('/') + 1) || hostname
}
