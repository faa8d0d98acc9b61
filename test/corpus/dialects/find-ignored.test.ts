import { describe, expect, it } from 'vitest'
import type { CorpusProfile, Generator } from '../../../src/corpus/corpus-profile.ts'
import { dialects } from '../../../src/corpus/dialects/dialects.ts'
import { profileOf } from '../../support/profile.ts'

function ignored(generator: Generator, paths: string[], changes: Partial<CorpusProfile> = {}): Record<string, string> {
  return Object.fromEntries(dialects[generator].findIgnored(paths, profileOf({ generator, ...changes })))
}

function reasonOf(
  generator: Generator,
  path: string,
  fields: Record<string, unknown>,
  changes: Partial<CorpusProfile> = {},
) {
  return dialects[generator].ignores?.({ path, fields }, profileOf({ generator, ...changes }))
}

describe('files that are no articles', () => {
  it('are known by their names in any folder', () => {
    const paths = [
      'README.md',
      'a/readme.md',
      'a/_index.md',
      'a/_index.de.md',
      'LICENSE.md',
      'code-of-conduct.md',
      'SECURITY.md',
      'drafts/x.md',
      'a/_drafts/x.md',
      '_includes/x.md',
      'archetypes/default.md',
    ]
    expect(ignored('none', [...paths, 'security.md', 'a/contributing.md', 'a/readme-first.md', 'x.md'])).toEqual({
      ...Object.fromEntries(paths.map((path) => [path, 'page'])),
      'drafts/x.md': 'draft',
      'a/_drafts/x.md': 'draft',
    })
  })

  it('are known by their layout or type', () => {
    expect(reasonOf('none', 'index.md', { layout: 'blog-category' })).toBe('page')
    expect(reasonOf('eleventy', 'a.md', { layout: 'Page' })).toBe('page')
    expect(reasonOf('none', 'a.md', { type: 'page' })).toBe('page')
    expect(reasonOf('none', 'a.md', { layout: 'post', type: 'episode' })).toBeUndefined()
  })

  it('are, with Jekyll, those outside of posts and collections, if there are posts', () => {
    const paths = [
      '_posts/2020-01-31-a.md',
      'en/_posts/2020-01-31-b.md',
      '_notes/c.md',
      'about.md',
      '_drafts/d.md',
      '_posts/e.md',
    ]
    expect(ignored('jekyll', paths, { settings: { collections: { notes: {} }, isKnown: true } })).toEqual({
      'about.md': 'page',
      '_drafts/d.md': 'draft',
      '_posts/e.md': 'page',
    })
    expect(ignored('jekyll', ['a.md', 'b/c.md'])).toEqual({})
    expect(ignored('jekyll', ['2020-01-31-a.md'], { prefix: '_posts/' })).toEqual({})
    expect(
      ignored('jekyll', ['vendor/_posts/2020-01-31-a.md'], { settings: { exclude: ['vendor', 'vendor/**'] } }),
    ).toEqual({
      'vendor/_posts/2020-01-31-a.md': 'page',
    })
  })

  it('are, with Hexo, those outside of _posts', () => {
    expect(ignored('hexo', ['_posts/a.md', 'about/index.md', '_drafts/b.md'])).toEqual({
      'about/index.md': 'page',
      '_drafts/b.md': 'draft',
    })
    expect(ignored('hexo', ['a.md'], { prefix: '_posts/' })).toEqual({})
  })

  it('are, with Hugo, the few at the top beside many in sections', () => {
    const posts = ['post/a.md', 'post/b/index.md', 'post/c.md', 'post/d.md', 'post/e.md', 'post/f.md']
    const settings = { isKnown: true }
    expect(ignored('hugo', [...posts, 'about.md', 'boost/index.md'], { settings })).toEqual({
      'about.md': 'page',
      'boost/index.md': 'page',
    })
    expect(ignored('hugo', ['a.md', 'b.md', 'notes/c.md'], { settings })).toEqual({})
    expect(ignored('hugo', [...posts, 'about.md'])).toEqual({})
    expect(reasonOf('hugo', 'about.md', {}, { settings })).toBe('page')
    expect(
      reasonOf('hugo', 'about.md', { event: '2020-01-31' }, { settings, fields: { published: ['Event'] } }),
    ).toBeUndefined()
    expect(reasonOf('hugo', 'post/a.md', {}, { settings })).toBeUndefined()
  })

  it('are, with Hugo, those beside and below the index of a bundle', () => {
    const paths = ['post/a/index.md', 'post/a/notes.md', 'post/a/b/index.md', 'post/c/index.de.md', 'post/c/d.de.md']
    expect(ignored('hugo', [...paths, 'index.md', 'post/_index.md', 'post/e.md'])).toEqual({
      'post/a/notes.md': 'page',
      'post/a/b/index.md': 'page',
      'post/c/d.de.md': 'page',
      'post/_index.md': 'page',
    })
  })

  it('are, with Zola, those without a date, unless Git has dates', () => {
    expect(reasonOf('zola', 'about.md', {})).toBe('page')
    expect(reasonOf('zola', 'about.md', {}, { usesGitDates: true })).toBeUndefined()
    expect(reasonOf('zola', 'a.md', { date: '2020-01-31' })).toBeUndefined()
    expect(reasonOf('zola', '2020-01-31-a.md', {})).toBeUndefined()
    expect(reasonOf('zola', 'a.md', { path: '2020/01/31/a' })).toBeUndefined()
  })

  it('are, with Docusaurus, those that start with an underscore, and all outside of the blog', () => {
    expect(ignored('docusaurus', ['2020-01-31-a.md', '_b.md', '_c/d.md'], { prefix: 'blog/' })).toEqual({
      '_b.md': 'page',
      '_c/d.md': 'page',
    })
    expect(ignored('docusaurus', ['blog/2020-01-31-a.md', 'docs/b.md'])).toEqual({ 'docs/b.md': 'page' })
    expect(ignored('docusaurus', ['a.md', 'b/c.md'])).toEqual({})
  })

  it('are, with Pelican and Obsidian, in their folders', () => {
    expect(ignored('pelican', ['a.md', 'pages/about.md'])).toEqual({ 'pages/about.md': 'page' })
    expect(ignored('obsidian', ['a.md', '99 Templates/b.md'])).toEqual({ '99 Templates/b.md': 'page' })
  })
})

describe('the language in a path', () => {
  it('is that of the folder or the name', () => {
    const settings = { languages: { en: {}, de: { folder: 'de/' } }, defaultLanguage: 'en' }
    const of = (path: string) => dialects.hugo.languageOf?.(path, profileOf({ settings }))
    expect([of('de/a.md'), of('a.de.md'), of('a.md')]).toEqual(['de', 'de', 'en'])
    expect(dialects.hugo.languageOf?.('a.md', profileOf())).toBeUndefined()
    expect(dialects.zola.languageOf?.('a.fr.md', profileOf({ settings: { languages: ['fr'] } }))).toBe('fr')
  })
})
