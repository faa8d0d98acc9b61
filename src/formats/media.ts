import type { Image } from '../model/article.ts'
import type { Attachment, ComposedArticle } from '../model/composed-article.ts'
import { imageType, isAudioOrVideo } from '../text/media-type.ts'

type Media = Pick<ComposedArticle, 'enclosures' | 'images'>

/** The files of an article with a known media type: enclosures, then images. */
export function attachmentsOf({ enclosures, images }: Media): Attachment[] {
  if (images.length === 0) return enclosures
  const attachments = new Map(enclosures.map((enclosure) => [enclosure.url, enclosure]))
  for (const { url, alt: title, isShown } of images) {
    const type = imageType(url)
    if (type && !attachments.has(url)) attachments.set(url, { url, type, title, ...(isShown ? { isShown } : {}) })
  }
  return [...attachments.values()]
}

/** The attributes of `media:content` for an image (Media RSS 1.5.1), with the type if it is known. */
export function mediaContent({ url, width, height }: Image) {
  return { url, medium: 'image', type: imageType(url), width, height }
}

/** The attributes of `media:content` for each audio or video of an article (Media RSS 1.5.1). */
export function mediaFiles({ enclosures }: Media) {
  return enclosures
    .filter(({ type }) => isAudioOrVideo(type))
    .map(({ url, type, length, duration }) => {
      const medium = type.startsWith('audio/') ? 'audio' : 'video'
      return { url, medium, type, fileSize: length, duration }
    })
}

/** The text of `media:description`, which is plain; feed validators take U+FFFD for damage. */
export function mediaDescription({ alt }: Image): string | undefined {
  return alt?.replaceAll('\uFFFD', '') || undefined
}

/** The attributes of `media:thumbnail` for an image. */
export function mediaThumbnail({ url, width, height }: Image) {
  return { url, width, height }
}
