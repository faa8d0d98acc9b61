import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMixQuery } from '../../../src/feeds/mix/format-mix-query.ts'
import { indexArticles } from '../../../src/feeds/mix/index-articles.ts'
import type { IndexedArticle } from '../../../src/feeds/mix/mix-shard.ts'
import { parseMixQuery } from '../../../src/feeds/mix/parse-mix-query.ts'
import { selectNamedMix } from '../../../src/feeds/mix/select-named-mix.ts'
import { createPageMemory } from '../../../src/feeds/page-memory.ts'
import type { ArticleSummary } from '../../../src/model/article.ts'
import type { Topic } from '../../../src/model/topic.ts'
import { fuzzing } from '../../support/fuzzing.ts'
import { article, corpora, filterNaively, queries, TIME_ZONE } from '../../support/mixes.ts'

const topics: Topic[] = [
  topicOf('ai', { formerIds: ['ki'] }),
  topicOf('bio'),
  topicOf('chess'),
  topicOf('old', { retired: true }),
]
const topicByKey = new Map(topics.map((topic) => [topic.id, topic.retired ? undefined : topic]))

describe('the articles of a named mix', () => {
  it('are those of a filter that looks at each article, without a limit', () => {
    fc.assert(
      fc.property(corpora, queries, (articles, query) => {
        fc.pre('query' in parseMixQuery(formatMixQuery(query)))
        const summaries = articles.map(summaryOf)
        const expected = filterNaively(articles, query).map((found) => articles.indexOf(found))
        const { selected } = select(summaries, formatMixQuery(query))
        expect(selected?.articles.map((found) => summaries.indexOf(found as ArticleSummary))).toEqual(expected)
      }),
      fuzzing(0.1),
    )
  })

  it('are the same when only the changed parts of the index are made again', () => {
    const shards = createPageMemory<never>()
    const articles = Array.from({ length: 1000 }, (_, index) =>
      summaryOf(article(2000 - index, { topics: [{ id: index % 3 === 0 ? 'ai' : 'bio' }] }), index),
    )
    const before = select(articles, 'any=ai', shards).selected?.articles
    const changed = articles.with(300, { ...(articles[300] as ArticleSummary), topics: [] })
    expect(select(changed, 'any=ai', shards).selected?.articles).toEqual(
      before?.filter((found) => found !== articles[300]),
    )
  })

  it('are those of the current topic if the file names a former one', () => {
    expect(select([ofTopic('ai')], 'any=ki').selected?.articles).toHaveLength(1)
  })

  it('lack those of a topic that does not exist, with a warning and a suggestion', () => {
    const { selected, diagnostics } = select([ofTopic('ai'), ofTopic('bio')], 'any=ai,ches')
    expect(selected?.articles).toHaveLength(1)
    expect(diagnostics).toMatchObject([
      {
        rule: 'mix-topic-unknown',
        severity: 'warning',
        file: 'mixes/mine.yaml',
        field: 'any',
        message: '"ches" is no topic, so no article has it; did you mean chess?',
      },
    ])
    expect(select([ofTopic('ai')], 'any=robots').selected?.articles).toEqual([])
    expect(select([ofTopic('ai')], 'all=ai,robots').selected?.articles).toEqual([])
  })

  it('are none once it needs a topic that is retired, and the mix is retired too', () => {
    expect(select([ofTopic('ai')], 'any=old').selected).toMatchObject({ topic: { retired: true }, articles: [] })
    expect(select([ofTopic('ai')], 'all=ai,old').selected).toMatchObject({ topic: { retired: true }, articles: [] })
    expect(select([ofTopic('ai')], 'any=ai,old').selected).toMatchObject({ topic: { retired: false } })
  })
})

it('has no feed if it cannot be understood', () => {
  expect(select([ofTopic('ai')], 'min-quality=good')).toMatchObject({
    diagnostics: [
      {
        rule: 'mix-invalid',
        file: 'mixes/mine.yaml',
        message: 'is no mix, so it has no feed: min-quality is "good". Allowed: a number such as 70.',
      },
    ],
  })
  expect(select([ofTopic('ai')], 'min-quality=good').selected).toBeUndefined()
})

function select(articles: readonly ArticleSummary[], search: string, shards = createPageMemory<never>()) {
  const index = [...indexArticles(articles, { topicByKey, language: 'en', shards })]
  const mix = { file: 'mixes/mine.yaml', topic: topicOf('mine', { kind: 'mix' }), search }
  return selectNamedMix(mix, index, { topics, timeZone: TIME_ZONE })
}

function topicOf(id: string, fields: Partial<Topic> = {}): Topic {
  return { id, name: id, keywords: [], formerIds: [], retired: false, hasDescription: true, ...fields }
}

function ofTopic(id: string): ArticleSummary {
  return summaryOf(article(1, { topics: [{ id }] }), 0)
}

function summaryOf(indexed: IndexedArticle, number: number): ArticleSummary {
  const { title, published, updated, locale, topics: named, authors, provider, type, quality, heat, excerpt } = indexed
  const facets = { excerpt, type, quality, heat, provider, authors: authors.map(({ name }) => name) }
  const id = `urn:x:${number}`
  return {
    ...{ file: `${number}.md`, id, title, published, updated, locale, facets },
    ...{ topics: named.map((topic) => topic.id), digest: id, size: 0 },
  }
}
