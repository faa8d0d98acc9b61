import { hash } from 'node:crypto'
import type { Document } from '../../model/document.ts'
import type { Feed } from '../../model/feed.ts'
import { paths } from '../../site/urls.ts'
import { describeTexts } from './article-texts.ts'
import { describeShard, formatShard } from './mix-shard.ts'

/** What every mix says of the site, as the feed `all` does. */
export type MixSite = Pick<
  Feed,
  'title' | 'description' | 'language' | 'authorName' | 'extensionUrl' | 'iconUrl' | 'refreshInterval'
> & {
  /** Base of every URL, without a trailing slash. */
  publicUrl: string
  /** IANA time zone of days, weeks and months. */
  timeZone: string
}

/** What the index consists of, as it is published. */
export interface MixIndexDocument {
  site: MixSite
  /** The names of the archive pages of the feed `all`, newest first. */
  archives: string[]
}

const MEDIA_TYPE = 'application/json'

/**
 * The index of readers' own feeds, so that a server needs nothing but a publication: one part for each page of the feed `all`, which
 * changes only when the articles of the page do.
 *
 * @param feeds the first is that of all articles
 */
export function documentsOfMixIndex(
  [all]: readonly Feed[],
  { publicUrl, timeZone }: Pick<MixSite, 'publicUrl' | 'timeZone'>,
): Document[] {
  if (!all) return []
  const { title, description, language, authorName, extensionUrl, iconUrl, refreshInterval } = all
  const index: MixIndexDocument = {
    site: {
      ...{ title, description, language, authorName, extensionUrl, iconUrl, refreshInterval },
      publicUrl,
      timeZone,
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
    ...[all.subscription, ...all.archives].map(({ name, next, fingerprint, articles }) => ({
      path: paths.mixShard(name),
      mediaType: MEDIA_TYPE,
      isSettled: next !== undefined,
      fingerprint,
      articles,
      render: (composed: Parameters<Document['render']>[0]) => [
        Buffer.from(formatShard(describeShard(composed, language), describeTexts(composed))),
      ],
    })),
  ]
}
