import { decodeHTMLStrict } from 'entities'

/** A picture of a web page that resizes it, or not: the query of its URL says only how large it is. */
const PICTURE_FILE = /^[^?#]*\.(?:avif|gif|jpe?g|png|svg|webp)(?=[?#]|$)/i

/** What WordPress adds to the name of a picture that it resizes. */
const RESIZED = /-(?:\d{2,4}x\d{2,4}|scaled)(?=\.[a-z]+$)/i

/** The keys of the pictures that sanitized HTML shows. */
export function picturesIn(html: string): Set<string> {
  if (!html.includes('<img ')) return new Set()
  return new Set([...html.matchAll(/<img src="([^"<>]*)"/g)].map(([, url = '']) => pictureKey(decodeHTMLStrict(url))))
}

/** Equal for URLs of one picture: without the scheme, and for a file without what only chooses its size. */
export function pictureKey(url: string): string {
  return (PICTURE_FILE.exec(url)?.[0].replace(RESIZED, '') ?? url).replace(/^https?:/, '')
}
