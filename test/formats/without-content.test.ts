import { describe, expect, it } from 'vitest'
import { formats } from '../../src/formats/formats.ts'
import { withoutContent } from '../../src/formats/without-content.ts'
import type { ComposedArticle } from '../../src/model/composed-article.ts'
import { linkPost } from '../support/articles.ts'
import { composed, select } from '../support/feeds.ts'

const [article] = composed(select({ 'a.md': linkPost({ title: 'Title', excerpt: 'In short' }) }).articles) as [
  ComposedArticle,
]
const hostile = { ...article, contentHtml: '<p>]]&gt; &lt;/content&gt; "content_html": "x"</p>' }

describe('an item without its content', () => {
  it.each(formats.map((format) => [format.id, format] as const))('keeps everything else: %s', (id, format) => {
    const render = (content: string) => renderOne(format, { ...hostile, contentHtml: content })
    expect(withoutContent[id](render(hostile.contentHtml))).toBe(withoutContent[id](render('<p>Other</p>')))
    expect(withoutContent[id](render(hostile.contentHtml))).toContain('In short')
  })

  it('has no description in RSS that is the content', () => {
    const [rss] = formats
    const item = withoutContent.rss(
      renderOne(rss as (typeof formats)[number], { ...hostile, excerpt: undefined, excerptHtml: undefined }),
    )
    expect(item).toContain('<title>Title</title>')
    expect(item).not.toMatch(/description|encoded>/)
  })

  it('has its title as content in JSON, if it has no excerpt', () => {
    const [, , json] = formats
    const item = renderOne(json as (typeof formats)[number], { ...hostile, excerpt: undefined, excerptHtml: undefined })
    expect(JSON.parse(withoutContent.json(item))).toMatchObject({ content_text: 'Title' })
  })
})

function renderOne(format: (typeof formats)[number], composedArticle: ComposedArticle): string {
  const context = { extensionUrl: 'https://feeds.example/about/json/', isPodcast: false }
  return format.items([composedArticle], context)[0] as string
}
