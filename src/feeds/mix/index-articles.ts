import type { ArticleSummary } from '../../model/article.ts'
import type { Corpus } from '../../model/corpus.ts'
import { namesOfTopics } from '../page-digest.ts'
import { type PageMemory, rememberPages } from '../page-memory.ts'
import { paginate } from '../paginate.ts'
import { topicsOf } from '../topics-of.ts'
import { describeShard, type IndexedArticle, type MixShard, packShard } from './mix-shard.ts'

/** Articles in a part of the index, on average. */
const PAGE_ITEMS = 100

/** A part of the index that named mixes are selected from. */
export interface IndexPage {
  /** Newest first. */
  articles: readonly ArticleSummary[]
  shard: MixShard
}

interface IndexOptions {
  topicByKey: Corpus['topicByKey']
  /** Language of articles that name none. */
  language: string | undefined
  /** The parts of the last run of this process. */
  shards: PageMemory<MixShard>
}

/**
 * Indexes articles that have facets, part by part, when the parts are taken, so that the event loop can run in between. Only parts
 * that have changed since the last run are indexed again.
 *
 * @param articles newest first
 */
export function* indexArticles(
  articles: readonly ArticleSummary[],
  { topicByKey, language, shards }: IndexOptions,
): Generator<IndexPage, void> {
  const shardOf = rememberPages(shards, [namesOfTopics(topicByKey), language], (page) =>
    packShard(describeShard(page.map(indexed), language)),
  )
  const indexed = (article: ArticleSummary): IndexedArticle => {
    const { facets: { authors, ...facets } = { authors: [] } } = article
    return {
      ...article,
      ...facets,
      topics: topicsOf(article, topicByKey),
      authors: authors.map((name) => ({ name })),
    }
  }
  const { archives } = paginate(articles, { feedItems: 0, archiveItems: PAGE_ITEMS })
  for (const { name, items } of archives.reverse()) yield { articles: items, shard: shardOf(name, items) }
}
