import { imageType } from '../feeds/attachments.ts'
import type { Image } from '../model/article.ts'

/** Attributes of `media:content` for a picture (Media RSS 1.5.1); the type is there only where it is known. */
export function mediaContent({ url, width, height }: Image) {
  return { url, medium: 'image', type: imageType(url), width, height }
}

/** Attributes of `media:thumbnail` for a picture. */
export function mediaThumbnail({ url, width, height }: Image) {
  return { url, width, height }
}
