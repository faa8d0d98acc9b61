import { lookup } from 'mrmime'
import type { Article } from '../model/article.ts'
import type { Attachment } from '../model/composed-article.ts'

const MEDIA_TYPE = /^[a-z]+\/[a-z0-9][a-z0-9!#$&^_.+-]*$/

/** The enclosures and pictures of an article whose media type is known; no type is made up for the others. */
export function attachmentsOf({ enclosures, images }: Article): Attachment[] {
  const known = new Map<string, Attachment>()
  for (const enclosure of enclosures) {
    const given = enclosure.type?.toLowerCase()
    const type = given && MEDIA_TYPE.test(given) ? given : mediaTypeOf(enclosure.url)
    if (type) known.set(enclosure.url, { ...enclosure, type, length: enclosure.length || undefined })
  }
  for (const { url, alt: title } of images) {
    const type = imageType(url)
    if (type && !known.has(url)) known.set(url, { url, type, title })
  }
  return [...known.values()]
}

/** The media type of a picture by the extension of its URL, or undefined where that says nothing. */
export function imageType(url: string): string | undefined {
  const type = mediaTypeOf(url)
  return type?.startsWith('image/') ? type : undefined
}

function mediaTypeOf(url: string): string | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(new URL(url).pathname)?.[1]
  return extension && lookup(extension)
}
