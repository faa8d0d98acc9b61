import { beforeAll, describe, expect, it } from 'vitest'
import { createArticleSource } from '../../src/corpus/article-source.ts'
import { loadCorpus } from '../../src/corpus/load-corpus.ts'
import type { Article } from '../../src/model/article.ts'
import type { Corpus } from '../../src/model/corpus.ts'
import { later } from '../support/clock.ts'
import { nativeCorpus } from '../support/native-corpus.ts'
import { profileOf } from '../support/profile.ts'

const realCorpus = nativeCorpus()

describe.skipIf(!realCorpus)('the real corpus', () => {
  let corpus: Corpus
  let articles: Article[]

  beforeAll(async () => {
    const options = { profile: profileOf(), now: later, parsedFiles: new Map() }
    corpus = await loadCorpus(realCorpus as string, { ...options, isPublished: () => false })
    articles = corpus.articles.map(createArticleSource(realCorpus as string, options).read)
  })

  it('has 228 articles and 128 drafts', () => {
    expect(corpus.articles).toHaveLength(228)
    expect(corpus.ignored).toEqual({ draft: 128 })
  })

  it('keeps the older of two duplicated articles', () => {
    expect(
      corpus.diagnostics.map(({ rule, file, message }) => [rule, file, /is already used by (.+)$/.exec(message)?.[1]]),
    ).toEqual([
      [
        'id-duplicate',
        'everyday-power-apps/articles/2021-02-28-user-on-boarding-walkthrough-powerapps-portal-way.md',
        'everyday-power-apps/articles/2021-01-14-on-boarding-user-external-user-to-tenant-through-powerapps-portal.md',
      ],
      [
        'id-duplicate',
        'everyday-power-apps/articles/2021-06-10-microsoft-power-platform-stories.md',
        'everyday-power-apps/articles/2020-12-21-power-platform-stories.md',
      ],
    ])
  })

  it('has seven described topics under Power Apps and two that the seed names', () => {
    expect(corpus.topics.map(({ id, name, parent, hasDescription }) => [id, name, parent, hasDescription])).toEqual([
      ['ai', 'AI', undefined, false],
      ['ai-builder', 'AI Builder', 'power-apps', true],
      ['canvas-apps', 'Canvas apps', 'power-apps', true],
      ['common-data-service', 'Common Data Service', 'power-apps', true],
      ['machine-learning', 'Machine Learning', undefined, false],
      ['model-driven-apps', 'Model-driven apps', 'power-apps', true],
      ['portals', 'Portals', 'power-apps', true],
      ['power-apps', 'Power Apps', undefined, true],
      ['teams-integration', 'Teams integration', 'power-apps', true],
    ])
  })

  it('contains the seed, with its text repaired', () => {
    const seed = articles.find(({ file }) => file.startsWith('seed/'))
    expect(seed).toMatchObject({
      title: 'DALL-E 2 shows the power of generative deep learning, but raises dispute over AI practices',
      published: new Date('2022-05-03T03:25:00Z'),
      topics: ['Machine Learning', 'AI'],
      provider: { name: 'The Next Web', domain: 'thenextweb.com' },
      related: [{ title: 'Half machine, half artist – meet DALL-E 2', provider: { name: 'India Times' } }],
      quality: 94,
      heat: 104,
    })
  })

  it('contains no entities, mojibake or secrets', () => {
    for (const { title, excerpt, related, ...rest } of articles) {
      const text = [title, excerpt, ...related.map((article) => article.title)].join('\n')
      expect(text).not.toMatch(/&(#\d+|#x[\da-f]+|amp|quot|nbsp|lt|gt);/i)
      expect(text).not.toMatch(/â€|Ã[\u0080-¿]/)
      expect(rest).not.toHaveProperty('secured')
    }
  })
})
