import { describe, expect, it } from 'vitest'
import { selectAuthors } from '../../src/feeds/select-authors.ts'
import type { ArticleSummary } from '../../src/model/article.ts'
import type { Topic } from '../../src/model/topic.ts'
import { linkPost } from '../support/articles.ts'
import { parsedSummary } from '../support/parsed-article.ts'

const select = (
  articles: readonly ArticleSummary[],
  { topics = [] as Topic[], isPublished = (_id: string): boolean => false } = {},
) => selectAuthors(articles, { topics, isPublished })

describe('the feeds of authors', () => {
  it('have the articles of each, under the name in the oldest of them', () => {
    const [newest, middle, oldest] = [by('ada  lovelace', 'Bob'), by('Bob'), by('Ada Lovelace', 'ADA LOVELACE')]
    const { selected, diagnostics } = select([newest, middle, oldest])
    expect(selected.map(({ topic: { id, name, kind }, articles }) => [id, name, kind, articles])).toEqual([
      ['author-ada-lovelace', 'ADA LOVELACE', 'author', [newest, oldest]],
      ['author-bob', 'Bob', 'author', [newest, middle]],
    ])
    expect(diagnostics).toEqual([])
  })

  it('need a name that URLs can have', () => {
    expect(select([by('???')]).selected).toEqual([])
  })

  it('do not take the id of a topic or a mix', () => {
    const topic = { name: 'Author Bob', keywords: [], formerIds: [], retired: false, hasDescription: true }
    const { selected, diagnostics } = select([by('Bob')], { topics: [{ ...topic, id: 'author-bob' }] })
    expect(selected).toEqual([])
    expect(diagnostics).toMatchObject([
      {
        rule: 'author-id-taken',
        file: 'feedmill.yaml',
        field: 'authors',
        severity: 'warning',
        message: '"Bob" has no feed, as "author-bob" is the feed of "Author Bob"',
      },
    ])
  })

  it('are a thousand at most: the published ones, then those with the most articles', () => {
    const articles = Array.from({ length: 1001 }, (_, index) => by(`Writer ${index}`, 'Bob'))
    const { selected, diagnostics } = select(articles, { isPublished: (id) => id === 'author-writer-999' })
    const ids = selected.map(({ topic }) => topic.id)
    expect([ids.length, ids[0], ids.includes('author-writer-999')]).toEqual([1000, 'author-bob', true])
    expect(diagnostics.map(({ message }) => message)).toEqual([
      '1000 authors have feeds; 2 other authors with fewer articles do not',
    ])
  })
})

function by(...authors: string[]): ArticleSummary {
  return { ...parsedSummary(linkPost()), facets: { authors } }
}
