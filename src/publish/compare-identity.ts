import { problem } from '../corpus/rules.ts'
import type { Corpus, Feed, Problem } from '../model.ts'
import type { Manifest } from './manifest.ts'

/**
 * What subscribers would notice as a loss or a flood, though each file is right by itself: an article that would come
 * out under another id than before, and a feed that had articles and would be gone.
 */
export function compareIdentity(
  { corpus, feeds }: { corpus: Corpus; feeds: readonly Feed[] },
  previous: Manifest | undefined,
): Problem[] {
  if (!previous) return []
  const changed = corpus.articles.flatMap(({ file, id }) => {
    const before = previous.ids[file]
    if (before === undefined || before === id) return []
    const message = `was published as ${before} and would be published as ${id}: every subscriber would see it as new`
    return [problem('id-changed', { file, field: 'id' }, message, { leftOut: false })]
  })
  const kept = new Set([...feeds, ...corpus.topics.filter(({ retired }) => retired)].map(({ id }) => id))
  for (const { formerIds } of corpus.topics) for (const id of formerIds) kept.add(id)
  const vanished = Object.entries(previous.feeds)
    .filter(([id]) => !kept.has(id))
    .map(([id, { length }]) => {
      const message = `the feed "${id}" had ${count(length)} and would be gone: its subscribers would get 404`
      return problem('feed-vanished', { file: `feeds/${id}.xml` }, message, { leftOut: false })
    })
  return [...changed, ...vanished]
}

function count(articles: number): string {
  return articles === 1 ? '1 article' : `${articles} articles`
}
