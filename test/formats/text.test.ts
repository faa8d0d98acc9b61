import { describe, expect, it } from 'vitest'
import { documentsOfFeed } from '../../src/formats/formats.ts'
import { linkPost } from '../support/articles.ts'
import { feedOf } from '../support/feeds.ts'
import { rendered } from '../support/rendered.ts'

const hosted = (fields: Record<string, unknown>) => linkPost({ originalUrl: undefined, ...fields })

/** The RSS, Atom and JSON documents of one file. */
function documentsOf(text: string): { rss: string; atom: string; json: string } {
  const [rss, atom, json] = rendered(documentsOfFeed(feedOf({ 'a.md': text }), new WeakMap()))
  return { rss: rss?.body ?? '', atom: atom?.body ?? '', json: json?.body ?? '' }
}

describe('a title in RSS', () => {
  it.each([
    ['Pens&notes: a shop', 'Pens&#x26;amp;notes: a shop'],
    ['Query strings: ?a=1&copy=2', 'Query strings: ?a=1&#x26;amp;copy=2'],
    ['Write &lt; for < in XML', 'Write &#x26;amp;lt; for &#x26;lt; in XML'],
    ['AT&T and R&D', 'AT&#x26;T and R&#x26;D'],
    ['What \ufffd means', 'What &#x26;#xFFFD; means'],
  ])('%j is written as %s', (title, expected) => {
    expect(documentsOf(`${hosted({ title })}Text.`).rss).toContain(`<title>${expected}</title>`)
  })
})

it('an item without an excerpt has the content as its description in RSS', () => {
  const { rss, atom, json } = documentsOf(`${hosted({ excerpt: undefined })}- one\n- two & three`)
  const content =
    '&#x3C;ul&gt;\n&#x3C;li&gt;one&#x3C;/li&gt;\n&#x3C;li&gt;two &#x26;amp; three&#x3C;/li&gt;\n&#x3C;/ul&gt;'
  expect(rss).toContain(`<description>${content}</description>`)
  expect(rss).toContain(`<content:encoded>${content}</content:encoded>`)
  expect(atom).not.toContain('<summary')
  expect(json).not.toContain('"summary"')
})

it('the label of a topic in Atom is encoded once', () => {
  expect(documentsOf(`${hosted({ topics: ['R&D', 'a < b'] })}Text.`).atom).toMatch(
    /<category term="r-d" label="R&amp;D"\/>\s+<category term="a-b" label="a &lt; b"\/>/,
  )
})

it('topics are named as their authors wrote them in all formats', () => {
  const { rss, atom, json } = documentsOf(`${hosted({ topics: ['a < b', 'AT&amp;T', '"quoted"'] })}Text.`)
  expect([...rss.matchAll(/<category domain="[^"]*">(.*?)<\/category>/g)].map(([, name]) => name)).toEqual([
    'a &#x3C; b',
    'AT&#x26;T',
    '"quoted"',
  ])
  expect([...atom.matchAll(/ label="([^"]*)"/g)].map(([, label]) => label)).toEqual([
    'a &lt; b',
    'AT&amp;T',
    '&quot;quoted&quot;',
  ])
  expect(JSON.parse(json).items[0].tags).toEqual(['a < b', 'AT&T', '"quoted"'])
})

it('the description of a picture is the same in RSS and Atom', () => {
  const { rss, atom } = documentsOf(
    `${hosted({ images: [{ url: 'https://example.org/a.png', title: 'A <b> & &copy; sign' }] })}Text.`,
  )
  expect(rss).toContain('<media:description type="plain">A &#x3C;b&gt; &#x26; &#x26;copy; sign</media:description>')
  expect(atom).toContain('<media:description type="plain">A &lt;b&gt; &amp; &amp;copy; sign</media:description>')
})

it('a picture that the text shows is no enclosure in Atom, because readers would show it again below the text', () => {
  const url = 'https://example.org/a.png'
  const { rss, atom, json } = documentsOf(`${hosted({ images: [{ url }] })}![A](${url})`)
  expect(atom).not.toContain('rel="enclosure"')
  expect(atom).toContain(`<media:content url="${url}"`)
  expect(rss).toContain(`<media:content url="${url}"`)
  expect(json).toContain('"attachments"')
  expect(documentsOf(`${hosted({ images: [{ url }] })}Text.`).atom).toContain('rel="enclosure"')
})
