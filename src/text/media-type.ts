import { lookup } from 'mrmime'

/** The media type of a URL or path by its file extension; undefined without a known one. */
export function mediaTypeOf(url: string): string | undefined {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
  const extension = /\.([a-z0-9]+)(?:[?#]|$)/i.exec(path)?.[1]
  return extension && lookup(extension)
}
