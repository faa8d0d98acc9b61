import type { RelatedArticle } from '../model/article.ts'
import type { ArticleContent, Attachment } from '../model/composed-article.ts'
import { escapeHtml } from '../text/escape-html.ts'

/** What an item of Feedmill's own JSON Feed documents holds, besides what the summary of its article says. */
interface JsonItem {
  id: string
  url: string
  title: string
  summary?: string
  content_html?: string
  authors?: ArticleContent['authors']
  attachments?: {
    url: string
    mime_type: string
    title?: string
    size_in_bytes?: number
    duration_in_seconds?: number
  }[]
  _feedmill: Pick<ArticleContent, 'provider' | 'quality' | 'heat' | 'type' | 'category'> & {
    amp_url?: string
    amp_cache_url?: string
    images?: ArticleContent['images']
    related?: {
      url: string
      title: string
      summary?: string
      date_published?: string
      provider?: ArticleContent['provider']
    }[]
  }
}

/**
 * The content of an article as it was published, from its item in a JSON Feed document of Feedmill, which says as much as its
 * items in other formats.
 *
 * @param identity what the summary of the article says
 */
export function contentOfJsonItem(
  item: unknown,
  identity: Pick<ArticleContent, 'id' | 'slug' | 'locale' | 'published' | 'updated'>,
): ArticleContent {
  const { url, title, summary, content_html = '', authors = [], attachments = [], _feedmill } = item as JsonItem
  const { provider, quality, heat, type, category, amp_url, amp_cache_url, images = [], related = [] } = _feedmill
  const { id, slug, locale, published, updated } = identity
  return {
    ...{ id, slug, locale, published, updated, title, authors, images },
    ...{ provider, quality, heat, type, category, ampWebUrl: amp_url, cdnAmpWebUrl: amp_cache_url },
    link: url,
    titleHtml: escapeHtml(title),
    excerpt: summary,
    excerptHtml: summary && escapeHtml(summary),
    contentHtml: content_html,
    related: related.map(relatedArticle),
    enclosures: attachments.filter(({ url: file }) => !images.some((image) => image.url === file)).map(attachment),
  }
}

function relatedArticle({
  url,
  title,
  summary: excerpt,
  date_published,
  provider,
}: NonNullable<JsonItem['_feedmill']['related']>[number]): RelatedArticle {
  return {
    url,
    title,
    excerpt,
    published: date_published === undefined ? undefined : new Date(date_published),
    provider,
  }
}

function attachment({
  url,
  mime_type: type,
  title,
  size_in_bytes: length,
  duration_in_seconds: duration,
}: NonNullable<JsonItem['attachments']>[number]): Attachment {
  return { url, type, title, length, duration }
}
