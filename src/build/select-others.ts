import { createYielder } from '../concurrency/create-yielder.ts'
import { type IndexPage, indexArticles } from '../feeds/mix/index-articles.ts'
import type { MixShard } from '../feeds/mix/mix-shard.ts'
import { selectNamedMix } from '../feeds/mix/select-named-mix.ts'
import type { PageMemory } from '../feeds/page-memory.ts'
import { selectAuthors } from '../feeds/select-authors.ts'
import type { SelectedTopic } from '../feeds/select-feeds.ts'
import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Diagnostic } from '../model/diagnostic.ts'

interface SelectOptions {
  /** Language of articles that name none. */
  language: string | undefined
  /** IANA time zone of days and weeks. */
  timeZone: string
  /** Whether each author has a feed. */
  hasAuthorFeeds: boolean
  /** The index of the last run of this process. */
  shards: PageMemory<MixShard>
  /** Whether a feed is in the published generation. */
  isPublished: (id: string) => boolean
  signal: AbortSignal | undefined
}

/**
 * Selects the articles of the named mixes, then those of the authors.
 *
 * @param due the articles that are due, newest first
 */
export async function selectOthers(
  { mixes, topics, topicByKey }: Corpus,
  due: readonly ArticleSummary[],
  { language, timeZone, hasAuthorFeeds, shards, isPublished, signal }: SelectOptions,
): Promise<{ selected: SelectedTopic[]; diagnostics: Diagnostic[] }> {
  const yieldIfDue = createYielder(signal)
  const selected: SelectedTopic[] = []
  const diagnostics: Diagnostic[] = []
  const index: IndexPage[] = []
  if (mixes.length > 0) {
    for (const page of indexArticles(due, { topicByKey, language, shards })) {
      index.push(page)
      const pause = yieldIfDue()
      if (pause) await pause
    }
  }
  for (const mix of mixes) {
    const result = selectNamedMix(mix, index, { topics, timeZone })
    if (result.selected) selected.push(result.selected)
    diagnostics.push(...result.diagnostics)
    await yieldIfDue()
  }
  if (hasAuthorFeeds) {
    const taken = [...topics, ...mixes.map(({ topic }) => topic)]
    const authors = selectAuthors(due, { topics: taken, isPublished })
    selected.push(...authors.selected)
    diagnostics.push(...authors.diagnostics)
  }
  return { selected, diagnostics }
}
