import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentsOfPages } from '../../src/pages/render-pages.ts'
import { linkPost, linkPosts } from '../support/articles.ts'
import { select } from '../support/feeds.ts'
import { hostileCorpus } from '../support/hostile.ts'
import { rendered } from '../support/rendered.ts'

const PUBLIC_URL = 'https://feeds.example/news'

describe('the pages', () => {
  const files = {
    ...linkPosts(2),
    'my-day.md': `${linkPost({ originalUrl: undefined, locale: 'de', title: 'Mein <Tag>' })}\n*Gut*.`,
    'topics/ai.yaml': 'name: AI\ndescription: Machines & minds',
  }

  it('are one for the site, one for each topic, one for each hosted article, and what they need', () => {
    expect(pagesOf(files).map(({ path, mediaType }) => [path, mediaType])).toEqual([
      ['index.html', 'text/html'],
      ['about/json/index.html', 'text/html'],
      ['topics/ai/index.html', 'text/html'],
      ['articles/my-day/index.html', 'text/html'],
      ['style.css', 'text/css'],
    ])
  })

  it('show the topics, with links to copy', () => {
    const home = pageAt('index.html', files)
    expect(home).toContain('<a href="/news/topics/ai/">AI</a>')
    expect(home).toContain('Machines &amp; minds')
    expect(home).toContain('3 articles, the last on <time datetime="2026-01-02T03:04:05.000Z">2026-01-02</time>')
    expect(home).toContain('<a href="https://feeds.example/news/feeds/ai.xml">RSS</a>')
    expect(home).toContain('<a href="/news/feeds.opml">')
  })

  it('let a reader find the feeds from the URL of the page', () => {
    expect(pageAt('topics/ai/index.html', files)).toContain(
      '<link rel="alternate" type="application/atom+xml" title="AI – The Mill (Atom)" href="https://feeds.example/news/feeds/ai.atom"/>',
    )
  })

  it('show a hosted article in its language, escaped but for the HTML that was sanitized', () => {
    const page = pageAt('articles/my-day/index.html', files)
    expect(page).toContain('<html lang="de">')
    expect(page).toContain('<h1>Mein &lt;Tag></h1>')
    expect(page).toContain('<p><em>Gut</em>.</p>')
    expect(page).toContain('<link rel="canonical" href="https://feeds.example/news/articles/my-day/"/>')
  })

  it('run nothing, whatever the articles hold', () => {
    fc.assert(
      fc.property(hostileCorpus, (hostile) => {
        for (const { body } of pagesOf(hostile)) {
          const tags = body.match(/<[a-z][^>]*>/gi) ?? []
          for (const tag of tags) expect(tag.replace(/="[^"]*"/g, '')).not.toMatch(/^<script|\son\w+|\sstyle\b/i)
        }
      }),
      { numRuns: 50 },
    )
  })
})

function pagesOf(files: Record<string, string>) {
  const { feeds, hosted } = select(files, { publicUrl: PUBLIC_URL })
  return rendered(documentsOfPages(feeds, hosted, PUBLIC_URL))
}

function pageAt(path: string, files: Record<string, string>): string {
  return pagesOf(files).find((page) => page.path === path)?.body ?? ''
}
