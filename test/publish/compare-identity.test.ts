import { describe, expect, it } from 'vitest'
import type { Article, Corpus, Feed, Topic } from '../../src/model.ts'
import { compareIdentity } from '../../src/publish/compare-identity.ts'
import type { Manifest } from '../../src/publish/manifest.ts'

const previous: Manifest = {
  version: 1,
  generation: 1,
  files: [],
  feeds: { all: ['urn:a'], ai: ['urn:a'] },
  ids: { 'a.md': 'urn:a' },
  moved: {},
  retired: [],
}

describe('compareIdentity', () => {
  it('has nothing to say before the first publication, nor when all is as it was', () => {
    expect(compareIdentity({ corpus: corpusOf({ 'a.md': 'urn:b' }), feeds: feedsOf('all') }, undefined)).toEqual([])
    expect(compareIdentity({ corpus: corpusOf({ 'a.md': 'urn:a' }), feeds: feedsOf('all', 'ai') }, previous)).toEqual(
      [],
    )
  })

  it('reports a file that was published under another id, naming both', () => {
    const problems = compareIdentity({ corpus: corpusOf({ 'a.md': 'urn:b' }), feeds: feedsOf('all', 'ai') }, previous)
    expect(problems).toEqual([
      {
        file: 'a.md',
        field: 'id',
        rule: 'id-changed',
        message: 'was published as urn:a and would be published as urn:b: every subscriber would see it as new',
        remedy: 'Write the former id into the front matter as id, or readers show the article again as new.',
        leftOut: false,
      },
    ])
  })

  it('reports a feed that is gone, unless its topic moved or was retired', () => {
    const corpus = corpusOf({ 'a.md': 'urn:a' })
    expect(compareIdentity({ corpus, feeds: feedsOf('all') }, previous)).toMatchObject([
      {
        file: 'feeds/ai.xml',
        rule: 'feed-vanished',
        message: 'the feed "ai" had 1 article and would be gone: its subscribers would get 404',
      },
    ])
    const moved = { ...corpus, topics: [topic({ id: 'ki', formerIds: ['ai'] })] }
    expect(compareIdentity({ corpus: moved, feeds: feedsOf('all', 'ki') }, previous)).toEqual([])
    const retired = { ...corpus, topics: [topic({ id: 'ai', retired: true })] }
    expect(compareIdentity({ corpus: retired, feeds: feedsOf('all') }, previous)).toEqual([])
  })
})

function corpusOf(ids: Record<string, string>): Corpus {
  const articles = Object.entries(ids).map(([file, id]) => ({ file, id }) as Article)
  return { articles, topics: [], topicByKey: new Map(), unpublished: 0, problems: [] }
}

function feedsOf(...ids: string[]): Feed[] {
  return ids.map((id) => ({ id, articleIds: [] as string[] }) as unknown as Feed)
}

function topic(more: Partial<Topic> & { id: string }): Topic {
  return { name: more.id, keywords: [], formerIds: [], retired: false, described: true, ...more }
}
