import { describe, expect, it } from 'vitest'
import type { ArticleSummary } from '../../src/model/article.ts'
import type { Manifest } from '../../src/publish/manifest.ts'
import { planContents } from '../../src/publish/plan.ts'

/** An article with a page at `/articles/<slug>/`. */
const hosted = (slug: string, more: Partial<ArticleSummary> = {}): ArticleSummary => ({
  ...{ file: `${slug}.md`, id: `urn:x:${slug}`, slug, title: `About ${slug}`, digest: `${slug}-bytes`, size: 0 },
  ...{ published: new Date(0), updated: new Date(0), topics: [] },
  ...more,
})

/** The manifest after each list of articles was published in turn. */
function publish(...generations: ArticleSummary[][]): Manifest {
  let manifest: Manifest | undefined
  for (const articles of generations) {
    manifest = { ...planContents({ feeds: [], topics: [], articles }, manifest), generation: 1, files: [] }
  }
  return manifest ?? expect.unreachable()
}

const movedPages = (...generations: ArticleSummary[][]) => publish(...generations).movedPages

describe('a hosted article', () => {
  it('redirects from its aliases, and from the page of a former slug', () => {
    expect(movedPages([hosted('new', { aliases: ['old', '/2019/05/old/', '/'] })])).toEqual({
      '2019/05/old': 'articles/new/',
      'articles/old': 'articles/new/',
      old: 'articles/new/',
    })
  })

  it('keeps an alias that a later article has too', () => {
    const earlier = hosted('z', { aliases: ['x/y'], published: new Date(1) })
    const later = hosted('a', { aliases: ['x/y'], published: new Date(2) })
    expect(movedPages([later, earlier])).toEqual({ 'x/y': 'articles/z/' })
  })

  it('does not redirect from a page that exists', () => {
    expect(movedPages([hosted('a', { aliases: ['articles/b', 'articles/a', 'b'] }), hosted('b')])).toEqual({
      b: 'articles/a/',
    })
  })

  it('redirects from its former page if its file was renamed, whether it kept its id or not', () => {
    const old = hosted('old')
    expect(movedPages([old], [hosted('new', { id: old.id })])).toEqual({ 'articles/old': 'articles/new/' })
    expect(movedPages([old], [hosted('new', { title: old.title })])).toEqual({ 'articles/old': 'articles/new/' })
  })

  it('redirects for ever, also after further changes, as long as it is there', () => {
    const named = (slug: string) => hosted(slug, { id: 'urn:x:1' })
    const all = [[named('a')], [named('b')], [named('b'), hosted('else')], [named('c')]]
    expect(movedPages(...all)).toEqual({ 'articles/a': 'articles/c/', 'articles/b': 'articles/c/' })
    expect(movedPages(...all, [hosted('else')])).toEqual({})
    expect(movedPages(...all, [named('a')])).toEqual({ 'articles/b': 'articles/a/', 'articles/c': 'articles/a/' })
  })

  it('keeps no redirect to a page that an article without a page of its own had', () => {
    const { slug: _, ...link } = hosted('a', { link: 'https://example.org/a' })
    expect(movedPages([hosted('a')], [link])).toEqual({})
    expect(movedPages([link], [hosted('b', { id: link.id })])).toEqual({})
  })
})
