import { parseAbsoluteUrl } from './parse-absolute-url.ts'
import { percentDecoded } from './percent-decoded.ts'

/** The last part of an absolute URL's path, or its host: a name for what has no title. */
export function fileName(url: string): string {
  const { pathname = url, hostname = '' } = parseAbsoluteUrl(url) ?? {}
  return percentDecoded(pathname.slice(pathname.lastIndexOf('/') + 1)) || hostname
}
