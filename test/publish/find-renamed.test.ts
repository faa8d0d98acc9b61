import { describe, expect, it } from 'vitest'
import type { ArticleSummary } from '../../src/model/article.ts'
import { findRenamed } from '../../src/publish/find-renamed.ts'
import type { Manifest } from '../../src/publish/manifest.ts'
import { planContents } from '../../src/publish/plan.ts'

/** An article with its name as file, id and slug. */
const article = (name: string, title: string, bytes = `${name}-bytes`): ArticleSummary => ({
  ...{ file: `${name}.md`, id: `urn:x:${name}`, slug: name, title, digest: bytes, size: 0 },
  ...{ published: new Date(0), updated: new Date(0), topics: [] },
})

function manifestOf(articles: ArticleSummary[]): Manifest {
  return { ...planContents({ feeds: [], topics: [], articles }, undefined), generation: 1, files: [] }
}

/** The former files by new file. */
const renamed = (before: ArticleSummary[], after: ArticleSummary[]) =>
  [...findRenamed(after, manifestOf(before))].map(([{ file }, former]) => `${former.file} → ${file}`)

const other = article('other', 'Something else')
const old = article('old', 'A day')

describe('a renamed article', () => {
  it('is recognized by its title', () => {
    const after = [other, article('new', 'A day')]
    expect(renamed([other, old], after)).toEqual(['old.md → new.md'])
    expect([...findRenamed(after, manifestOf([other, old])).values()]).toMatchObject([
      { file: 'old.md', id: 'urn:x:old', link: 'articles/old/' },
    ])
  })

  it('is recognized by its bytes', () => {
    expect(renamed([old], [article('new', 'Another day', 'old-bytes')])).toEqual(['old.md → new.md'])
  })

  it('is recognized by its bytes if its title is that of others', () => {
    const before = [article('1', 'Links'), article('2', 'Links')]
    expect(renamed(before, [article('1', 'Links'), article('two', 'Links', '2-bytes')])).toEqual(['2.md → two.md'])
  })
})

describe('an article', () => {
  it.each([
    ['the old file is still there', [old], [old, article('new', 'A day')]],
    ['its id is still there', [old], [{ ...article('new', 'A day'), id: old.id }]],
    ['another article has the same title', [old], [article('new', 'A day'), article('newer', 'A day')]],
    [
      'another article had the same title',
      [old, article('2', 'A day')],
      [article('new', 'A day'), article('2', 'A day')],
    ],
    ['two missing ones have its title', [old, article('2', 'A day')], [article('new', 'A day')]],
    ['only its topic is the same', [old], [article('new', 'A night')]],
  ])('is not a renamed one if %s', (_, before, after) => {
    expect(renamed(before, after)).toEqual([])
  })

  it('of an older generation, whose manifest has no titles, is not recognized', () => {
    const before = manifestOf([old])
    const articles = { 'old.md': { id: old.id, link: 'articles/old/' } }
    expect(findRenamed([article('new', 'A day')], { ...before, articles }).size).toBe(0)
  })
})
