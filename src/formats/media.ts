import { imageType } from '../feeds/attachments.ts'
import type { Image } from '../model/article.ts'

/** The attributes of `media:content` for an image (Media RSS 1.5.1), with the type if it is known. */
export function mediaContent({ url, width, height }: Image) {
  return { url, medium: 'image', type: imageType(url), width, height }
}

/** The text of `media:description`, which is plain; feed validators take U+FFFD for damage. */
export function mediaDescription({ alt }: Image): string | undefined {
  return alt?.replaceAll('\uFFFD', '') || undefined
}

/** The attributes of `media:thumbnail` for an image. */
export function mediaThumbnail({ url, width, height }: Image) {
  return { url, width, height }
}
