import type { Article } from '../model/article.ts'
import type { Attachment } from '../model/composed-article.ts'
import { mediaTypeOf } from '../text/media-type.ts'

const MEDIA_TYPE = /^[a-z]+\/[a-z0-9][a-z0-9!#$&^_.+-]*$/

/** The enclosures and images of an article with a known media type; others are left out. */
export function attachmentsOf({ enclosures, images }: Article): Attachment[] {
  const attachments = new Map<string, Attachment>()
  for (const enclosure of enclosures) {
    const given = enclosure.type?.toLowerCase()
    const type = given && MEDIA_TYPE.test(given) ? given : mediaTypeOf(enclosure.url)
    if (type) attachments.set(enclosure.url, { ...enclosure, type, length: enclosure.length || undefined })
  }
  for (const { url, alt: title } of images) {
    const type = imageType(url)
    if (type && !attachments.has(url)) attachments.set(url, { url, type, title })
  }
  return [...attachments.values()]
}

/** The media type of an image by the extension of its URL; undefined if that is not an image. */
export function imageType(url: string): string | undefined {
  const type = mediaTypeOf(url)
  return type?.startsWith('image/') ? type : undefined
}
