import { hash } from 'node:crypto'
import type { ComposedArticle } from '../../model/composed-article.ts'
import type { Document } from '../../model/document.ts'
import type { Feed, FeedPage } from '../../model/feed.ts'
import type { PageIndex } from '../../model/item-index.ts'
import { paths } from '../../site/urls.ts'
import { fingerprintOfPage } from '../fingerprint-of-page.ts'
import { describeTexts } from './article-texts.ts'
import { formatPart } from './index-part.ts'
import { describeShard } from './mix-shard.ts'

/** What every mix says of the site, as the feed `all` does. */
export type MixSite = Pick<
  Feed,
  'title' | 'description' | 'language' | 'authorName' | 'extensionUrl' | 'iconUrl' | 'refreshInterval'
> & {
  /** Base of every URL, without a trailing slash. */
  publicUrl: string
  /** IANA time zone of days, weeks and months. */
  timeZone: string
  /** Maximum size of a feed, in bytes. */
  feedBytes: number
}

/** What the index consists of, as it is published. */
export interface MixIndexDocument {
  site: MixSite
  /** The names of the archive pages of the feed `all`, newest first. */
  archives: string[]
}

const MEDIA_TYPE = 'application/json'

interface IndexOptions extends Pick<MixSite, 'publicUrl' | 'timeZone' | 'feedBytes'> {
  /** Finds the items in the documents of a page. */
  indexItems: (feed: Feed, page: FeedPage, articles: readonly ComposedArticle[]) => PageIndex<number[]>
}

/**
 * The index of readers' own feeds, so that a server needs nothing but a publication: one part for each page of the feed `all`, which
 * changes only when the articles of the page do.
 *
 * @param feeds the first is that of all articles
 */
export function documentsOfMixIndex(
  [all]: readonly Feed[],
  { publicUrl, timeZone, feedBytes, indexItems }: IndexOptions,
): Document[] {
  if (!all) return []
  const { title, description, language, authorName, extensionUrl, iconUrl, refreshInterval } = all
  const index: MixIndexDocument = {
    site: {
      ...{ title, description, language, authorName, extensionUrl, iconUrl, refreshInterval },
      ...{ publicUrl, timeZone, feedBytes },
    },
    archives: all.archives.map(({ name = '' }) => name).reverse(),
  }
  const text = JSON.stringify(index)
  return [
    {
      path: paths.mixIndex,
      mediaType: MEDIA_TYPE,
      fingerprint: hash('sha256', text, 'base64'),
      articles: [],
      render: () => [Buffer.from(text)],
    },
    ...[all.subscription, ...all.archives].map((page) => ({
      path: paths.mixShard(page.name),
      mediaType: MEDIA_TYPE,
      isSettled: page.next !== undefined,
      fingerprint: fingerprintOfPage(all, page),
      articles: page.articles,
      render: (composed: readonly ComposedArticle[]) => [
        Buffer.from(
          formatPart({
            shard: describeShard(composed, language),
            texts: describeTexts(composed),
            items: indexItems(all, page, composed),
          }),
        ),
      ],
    })),
  ]
}
