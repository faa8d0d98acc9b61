import { describe, expect, it } from 'vitest'
import { linkPost } from '../support/articles.ts'
import { parsedArticle } from '../support/parsed-article.ts'

const TITLES = [
  'Write &lt; for < in XML',
  'Use &nbsp; in HTML',
  'Why â€™ appears',
  'What \ufffd means',
  'How <em>and</em> works',
]

describe('the title and excerpt of what people write themselves are plain text', () => {
  it.each(TITLES)('in a native file: %s', (text) => {
    const article = parsedArticle(`${linkPost({ title: text, excerpt: text, originalUrl: undefined })}Text.`)
    expect(article).toMatchObject({ title: text, excerpt: text })
  })

  it.each(TITLES)("in a file of a site's generator: %s", (text) => {
    const file = `---\ntitle: ${JSON.stringify(text)}\ndescription: ${JSON.stringify(text)}\ndate: 2026-01-01\n---\nText.`
    expect(parsedArticle(file, { generator: 'hugo' })).toMatchObject({ title: text, excerpt: text })
  })
})

it('what was collected from a publisher is escaped for HTML, and its titles lose their tags', () => {
  const file = linkPost({ title: 'Cats <em>&amp;</em> dogs &lt;b&gt;', excerpt: 'It&#8217;s \ufffd' })
  expect(parsedArticle(file)).toMatchObject({ title: 'Cats & dogs <b>', excerpt: 'It’s' })
})

it('the titles of Jekyll lose their tags, and keep their entities', () => {
  const file = '---\ntitle: Cats <em>and</em> dogs &amp; <b>more</b>\n---\nText.'
  expect(parsedArticle(file, { generator: 'jekyll', path: '_posts/2026-01-01-a.md' }).title).toBe(
    'Cats and dogs &amp; more',
  )
})

it('a title from a heading is Markdown, and its code is kept', () => {
  expect(parsedArticle('# Cats &amp; dogs: `&nbsp;`\n\nText.', { path: '2026-01-01-a.md' }).title).toBe(
    'Cats & dogs: &nbsp;',
  )
})

it('the topic of a feed is the same, escaped or not', () => {
  expect(parsedArticle(`${linkPost({ topics: ['R&amp;D'], originalUrl: undefined })}Text.`).topics).toEqual(['R&D'])
})

it('a URL from a title is the same, escaped or not', () => {
  const site = { site: 'https://example.org', permalinks: [{ files: '**', pattern: '/:title/' }] }
  const file = '---\ntitle: Cats &amp; dogs\ndate: 2026-01-01\n---\nText.'
  expect(parsedArticle(file, site)).toMatchObject({ title: 'Cats &amp; dogs', link: 'https://example.org/cats-dogs/' })
})

it('a body is repaired, but not in code', () => {
  expect(parsedArticle(`${linkPost()}Itâ€™s Ã¼ber.\n\n    fÃ¼r\n\nA \ufffd here.`).body).toBe(
    'It’s über.\n\n    fÃ¼r\n\nA \ufffd here.',
  )
})
