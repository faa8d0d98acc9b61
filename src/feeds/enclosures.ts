import type { Article } from '../model/article.ts'
import type { Attachment } from '../model/composed-article.ts'
import { isAudioOrVideo } from '../text/media-type.ts'

/**
 * The enclosures of an article with a known media type, each once. The first audio or video comes first: RSS has only one
 * enclosure, and readers of other formats play the first.
 */
export function enclosuresOf({ enclosures }: Pick<Article, 'enclosures'>): Attachment[] {
  const byUrl = new Map<string, Attachment>()
  for (const { url, type, length, duration, title } of enclosures) {
    if (type) byUrl.set(url, { url, type, length: length || undefined, duration: duration || undefined, title })
  }
  const attachments = [...byUrl.values()]
  const main = attachments.find(({ type }) => isAudioOrVideo(type))
  return main ? [main, ...attachments.filter((attachment) => attachment !== main)] : attachments
}
