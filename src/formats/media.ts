import { pictureType } from '../feeds/attachments.ts'
import type { Picture } from '../model/article.ts'

/** Attributes of `media:content` for a picture (Media RSS 1.5.1); the type is there only where it is known. */
export function mediaContent({ url, width, height }: Picture) {
  return { url, medium: 'image', type: pictureType(url), width, height }
}

/** Attributes of `media:thumbnail` for a picture. */
export function mediaThumbnail({ url, width, height }: Picture) {
  return { url, width, height }
}
