import { describe, expect, it } from 'vitest'
import { documentsOfRedirects, type Moves } from '../../src/pages/redirect-documents.ts'

const PAGES = ['index.html', 'feeds/ai.xml', 'topics/ai/index.html', 'articles/new/index.html']

describe('the list of redirects', () => {
  it('has former topics with their feeds and histories, former pages, and folders without a page', () => {
    const { _redirects } = textsOf({ moved: { ml: 'ai' }, movedPages: { '2019/alt ü': 'articles/new/' } })
    expect(_redirects?.split('\n')).toEqual([
      '/feeds/ml.xml /feeds/ai.xml 301',
      '/feeds/ml.atom /feeds/ai.atom 301',
      '/feeds/ml.json /feeds/ai.json 301',
      '/feeds/ml /feeds/ai.xml 301',
      '/feeds/ml/* /feeds/ai/:splat 301',
      '/topics/ml /topics/ai/ 301',
      '/topics/ml/* /topics/ai/:splat 301',
      '/2019/alt%20%C3%BC /articles/new/ 301',
      '/2019/alt%20%C3%BC/ /articles/new/ 301',
      '/feeds / 301',
      '/feeds/ / 301',
      '/topics / 301',
      '/topics/ / 301',
      '/articles / 301',
      '/articles/ / 301',
      '',
    ])
  })

  it('has the path of PUBLIC_URL', () => {
    const { _redirects } = textsOf({ moved: { ml: 'ai' } }, 'https://example.org/news')
    expect(_redirects).toContain('/news/feeds/ml.xml /news/feeds/ai.xml 301\n')
  })

  it('does not contain what is published, or patterns that authors wrote', () => {
    const movedPages = {
      'topics/ai': 'articles/new/',
      '*': 'articles/new/',
      ':a': 'articles/new/',
      'a\nb c': 'articles/new/',
    }
    const { _redirects = '' } = textsOf({ moved: { ai: 'maps' }, movedPages })
    expect(_redirects).not.toMatch(/^\/(?:feeds|topics)\/ai/m)
    expect(_redirects.match(/^.*articles\/new.*$/gm)).toEqual([
      '/%2A /articles/new/ 301',
      '/%2A/ /articles/new/ 301',
      '/%3Aa /articles/new/ 301',
      '/%3Aa/ /articles/new/ 301',
      '/a%0Ab%20c /articles/new/ 301',
      '/a%0Ab%20c/ /articles/new/ 301',
    ])
  })
})

describe('a redirect page', () => {
  it('is at each former path of a page, and leads to the page', () => {
    const movedPages = { '2019/old': 'articles/new/', '2019/old.html': 'articles/new/' }
    const { _redirects: _, ...pages } = textsOf({ moved: { ml: 'ai' }, movedPages }, 'https://example.org/news')
    expect(Object.keys(pages)).toEqual(['topics/ml/index.html', '2019/old/index.html', '2019/old.html'])
    expect(pages['topics/ml/index.html']).toBe(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Moved</title>
<link rel="canonical" href="https://example.org/news/topics/ai/">
<meta http-equiv="refresh" content="0; url=/news/topics/ai/">
<p>This page has moved to <a href="/news/topics/ai/">/news/topics/ai/</a>.</p>
</html>
`)
  })

  it.each([
    '../outside',
    'a/../../outside',
    'a//b',
    '.well-known/x',
    'a\\b',
    'a\0b',
    'x'.repeat(201),
    'x/'.repeat(501),
    'topics/ai',
    'feeds/ai.xml',
    'feeds/ai.xml/old',
    'feeds/ai.xml.gz',
    '_redirects',
    'index.html',
  ])('is not written for %j', (former) => {
    expect(Object.keys(textsOf({ moved: {}, movedPages: { [former]: 'articles/new/' } }))).toEqual(['_redirects'])
  })

  it('does not hide another one', () => {
    const movedPages = {
      'a.html': 'articles/new/',
      'a.html/b': 'articles/new/',
      'c/d.html/e': 'articles/new/',
      'c/d.html': '',
    }
    const { _redirects: _, ...pages } = textsOf({ moved: {}, movedPages })
    expect(Object.keys(pages)).toEqual(['a.html', 'c/d.html/e/index.html'])
  })
})

function textsOf(moves: Moves, publicUrl = 'https://feeds.example'): Record<string, string> {
  const documents = PAGES.map((path) => ({
    path,
    mediaType: '',
    fingerprint: '',
    articles: [],
    render: () => [],
  }))
  const redirects = documentsOfRedirects(moves, documents, publicUrl)
  return Object.fromEntries(
    redirects.map((document) => [document.path, Buffer.concat([...document.render([])]).toString()]),
  )
}
