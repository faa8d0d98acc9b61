import { describe, expect, it } from 'vitest'
import type { ArticleSummary } from '../../src/model/article.ts'
import type { Feed } from '../../src/model/feed.ts'
import type { Topic } from '../../src/model/topic.ts'
import { checkIdentity } from '../../src/publish/identity-guard.ts'
import type { Manifest } from '../../src/publish/manifest.ts'
import { planContents } from '../../src/publish/plan.ts'

const previous: Manifest = {
  version: 1,
  generation: 1,
  files: [],
  feeds: { all: 2, ai: 1 },
  articles: { 'a.md': { id: 'urn:a', link: 'https://a.example/' }, 'b.md': { id: 'urn:b', link: 'articles/b/' } },
  moved: {},
  retired: [],
}

const a = article({ file: 'a.md', id: 'urn:a', link: 'https://a.example/' })
const b = article({ file: 'b.md', id: 'urn:b', slug: 'b' })

describe('checkIdentity', () => {
  it('reports nothing before the first publication, and nothing if nothing has changed', () => {
    expect(checkIdentity({ ...corpusOf(a), feeds: feedsOf('all') }, undefined)).toEqual([])
    expect(checkIdentity({ ...corpusOf(a, b), feeds: feedsOf('all', 'ai') }, previous)).toEqual([])
  })

  it('reports a feed that loses all of its articles', () => {
    const feeds = feedsOf('all', 'ai').map((feed) => ({ ...feed, articles: feed.id === 'ai' ? [] : [a, b] }))
    expect(checkIdentity({ ...corpusOf(a, b), feeds }, previous)).toMatchObject([
      { file: 'feeds/ai.xml', rule: 'feed-emptied', message: 'the feed "ai" would lose its only article' },
    ])
  })

  it('reports a file whose id changes, naming both ids', () => {
    expect(changesOf({ ...a, id: 'urn:c' }, b)).toEqual([
      {
        file: 'a.md',
        field: 'id',
        rule: 'id-changed',
        message:
          'changes from urn:a to urn:c, so every subscriber would see the article again as new; to keep it, add this line to the front matter: id: "urn:a"',
        hint: 'Set id in the front matter to the former id, or readers show the article again as new.',
        severity: 'warning',
      },
    ])
  })

  it('reports an article that moved to another file and changed its id, recognized by its link or page', () => {
    expect(changesOf({ ...a, file: 'moved.md', id: 'urn:c' }, b)).toMatchObject([
      { file: 'moved.md', rule: 'id-changed' },
    ])
    expect(changesOf(a, { ...b, file: 'moved.md', id: 'urn:c' })).toMatchObject([
      { file: 'moved.md', rule: 'id-changed' },
    ])
  })

  it('reports nothing for a file that moves and keeps its id', () => {
    expect(changesOf({ ...a, file: 'moved.md' }, { ...b, file: 'new-b.md', slug: 'new-b' })).toMatchObject([
      { file: 'new-b.md', rule: 'id-reused' },
    ])
    expect(changesOf({ ...a, file: 'moved.md' }, b)).toEqual([])
  })

  it('reports an id that another article had before', () => {
    expect(changesOf(article({ file: 'c.md', id: 'urn:a', link: 'https://c.example/' }), b)).toEqual([
      {
        file: 'c.md',
        field: 'id',
        rule: 'id-reused',
        message: 'is urn:a, which was the id of a.md (https://a.example/), so no subscriber would see the article',
        hint: 'Give a different article its own id. No action needed if the same article was moved.',
        severity: 'warning',
      },
    ])
  })

  it('reports a renamed file, with the line that keeps its id', () => {
    const named = { ...previous, ...planContents({ feeds: [], topics: [], articles: [a, b] }, undefined) }
    const renamed = { ...b, file: 'new.md', slug: 'new', id: 'tag:x,2026:"new"' }
    expect(checkIdentity({ ...corpusOf(a, renamed), feeds: [] }, { ...named, feeds: {} })).toMatchObject([
      {
        file: 'new.md',
        rule: 'id-changed',
        message: expect.stringMatching(/to keep it, add this line to the front matter: id: "urn:b"$/),
        severity: 'warning',
      },
    ])
    expect(checkIdentity({ ...corpusOf(a, { ...renamed, id: b.id }), feeds: [] }, { ...named, feeds: {} })).toEqual([])
  })

  it('reports a feed that another topic takes over, unless it is described', () => {
    const before = { ...previous, topics: { ai: 'A.I.' } }
    const feedOf = (more: Partial<Topic>) =>
      [{ id: 'ai', articles: [a], topic: topic({ id: 'ai', hasDescription: false, ...more }) }] as unknown as Feed[]
    const check = (feeds: Feed[]) => checkIdentity({ ...corpusOf(a, b), feeds: [...feedsOf('all'), ...feeds] }, before)
    expect(check(feedOf({ name: 'A I' }))).toMatchObject([
      { file: 'feeds/ai.xml', rule: 'feed-renamed', message: 'the feed "ai" of "A.I." would become the feed of "A I"' },
    ])
    expect(check(feedOf({ name: 'a.i.' }))).toEqual([])
    expect(check(feedOf({ name: 'A I', hasDescription: true }))).toEqual([])
  })

  it('reports a feed that disappears, unless its topic moved or was retired', () => {
    const corpus = corpusOf(a, b)
    expect(checkIdentity({ ...corpus, feeds: feedsOf('all') }, previous)).toMatchObject([
      {
        file: 'feeds/ai.xml',
        rule: 'feed-vanished',
        message: 'the feed "ai" with 1 article would disappear, and its subscribers would get 404',
      },
    ])
    const moved = { ...corpus, topics: [topic({ id: 'ki', formerIds: ['ai'] })] }
    expect(checkIdentity({ ...moved, feeds: feedsOf('all', 'ki') }, previous)).toEqual([])
    const retired = { ...corpus, topics: [topic({ id: 'ai', retired: true })] }
    expect(checkIdentity({ ...retired, feeds: feedsOf('all') }, previous)).toEqual([])
  })
})

function changesOf(...articles: ArticleSummary[]) {
  return checkIdentity({ ...corpusOf(...articles), feeds: feedsOf('all', 'ai') }, previous)
}

function article(fields: Partial<ArticleSummary> & { file: string; id: string }): ArticleSummary {
  const title = `The title of ${fields.id}`
  return { title, digest: `${fields.id}-bytes`, published: new Date(0), ...fields } as ArticleSummary
}

function corpusOf(...articles: ArticleSummary[]): { articles: ArticleSummary[]; topics: Topic[] } {
  return { articles, topics: [] }
}

function feedsOf(...ids: string[]): Feed[] {
  return ids.map((id) => ({ id, articles: [a] }) as unknown as Feed)
}

function topic(more: Partial<Topic> & { id: string }): Topic {
  return { name: more.id, keywords: [], formerIds: [], retired: false, hasDescription: true, ...more }
}
