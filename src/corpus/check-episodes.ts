import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import type { Topic } from '../model/topic.ts'
import { countNoun } from '../text/count-noun.ts'
import { topicKey } from '../text/slug.ts'
import type { TopicDescription } from './parse-topic.ts'

/**
 * Warns about each podcast with articles that cannot be played: podcast players do not show them.
 *
 * @param articles the articles that are due
 */
export function checkEpisodes(
  descriptions: readonly TopicDescription[],
  articles: readonly ArticleSummary[],
  { topics, topicByKey }: Pick<Corpus, 'topics' | 'topicByKey'>,
): Diagnostic[] {
  const podcasts = new Map(topics.filter(({ retired }) => !retired).map(({ id, podcast }) => [podcast, id]))
  podcasts.delete(undefined)
  if (podcasts.size === 0) return []
  const silent = new Map<string, { count: number; first: string }>()
  for (const article of articles) {
    if (article.hasMedia) continue
    for (const { id } of topicsByName(article, topicByKey)) {
      const { count = 0, first = article.file } = silent.get(id) ?? {}
      silent.set(id, { count: count + 1, first: article.file < first ? article.file : first })
    }
  }
  return descriptions.flatMap(({ file, topic: { podcast } }) => {
    const found = silent.get(podcasts.get(podcast) ?? '')
    if (!found) return []
    const message = `has ${countNoun(found.count, 'article')} without audio or video, the first is ${found.first}`
    return [diagnostic('podcast-episode-silent', { file, field: 'podcast' }, message, { severity: 'warning' })]
  })
}

function topicsByName({ topics }: ArticleSummary, topicByKey: Corpus['topicByKey']): Set<Topic> {
  return new Set(topics.flatMap((name) => topicByKey.get(topicKey(name)) ?? []))
}
