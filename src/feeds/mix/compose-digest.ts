import type { ComposedArticle } from '../../model/composed-article.ts'
import { TAG_AUTHORITY } from '../../model/tag-authority.ts'
import { escapeHtml } from '../../text/escape-html.ts'
import type { ArticleText } from './article-texts.ts'
import { formatMixQuery } from './format-mix-query.ts'
import type { MixSite } from './index-documents.ts'
import { defaultMix, type MixQuery, type Period } from './mix-query.ts'
import type { Digest } from './select-mix.ts'

/** An article that a digest lists. */
export interface ListedArticle extends ArticleText {
  /** In milliseconds since 1970. */
  updated: number
}

const DAY_MS = 86_400_000

/**
 * What identifies the digests of a mix: its canonical query without what does not matter to a digest, and with the oldest id of each
 * topic, so that digests stay the same items when their number changes or a topic is renamed.
 *
 * @param moved current ids by former id, the oldest first
 */
export function identifyMix(query: MixQuery, moved: Readonly<Record<string, string>>): string {
  const formerIds = Object.entries(moved)
  const oldest = (id: string) => formerIds.find(([, current]) => current === id)?.[0] ?? id
  const { any, all, without } = query
  const topics = { any: any.map(oldest).sort(), all: all.map(oldest).sort(), without: without.map(oldest).sort() }
  return formatMixQuery({ ...query, ...topics, items: defaultMix.items, content: defaultMix.content })
}

/**
 * Composes the item of a digest. It is published when its period is over, and updated with any of the articles that it lists. Its
 * id, a tag URI (RFC 4151), follows from the mix and the period, so that it stays the same item, at another host too.
 *
 * @param mix what the mix is called, and its identity from {@link identifyMix}
 * @param articles those that the digest lists, newest first
 */
export function composeDigest(
  { date, end, count }: Pick<Digest, 'date' | 'end' | 'count'>,
  { name, identity, period }: { name: string; identity: string; period: Period },
  articles: readonly ListedArticle[],
  { pageUrl, authorName }: Pick<MixSite, 'authorName'> & { pageUrl: string },
): ComposedArticle {
  const title = `${name}: ${labelOf(date, period)}`
  const excerpt = count === 1 ? '1 article' : `${count} articles`
  const more = count - articles.length
  return {
    id: `tag:${TAG_AUTHORITY},${date}:mix?${identity}`,
    link: `${pageUrl}#${date}`,
    title,
    titleHtml: escapeHtml(title),
    excerpt,
    excerptHtml: excerpt,
    contentHtml: `<ul>\n${articles.map(listed).join('\n')}\n</ul>${more > 0 ? `\n<p>… ${more}</p>` : ''}`,
    published: new Date(end),
    updated: new Date(Math.max(end, ...articles.map(({ updated }) => updated))),
    authors: [{ name: authorName }],
    ...{ images: [], related: [], enclosures: [], topics: [], tags: [] },
  }
}

/** The period in the form of ISO 8601, which needs no language: its day, its first and last day, or its month. */
function labelOf(date: string, period: Period): string {
  if (period === 'day') return date
  if (period === 'month') return date.slice(0, 7)
  return `${date}/${new Date(Date.parse(date) + 6 * DAY_MS).toISOString().slice(0, 10)}`
}

function listed({ link, title, excerpt }: ListedArticle): string {
  const paragraph = excerpt === undefined ? '' : `<p>${escapeHtml(excerpt)}</p>`
  return `<li><p><a href="${escapeHtml(link)}">${escapeHtml(title)}</a></p>${paragraph}</li>`
}
