import { describe, expect, it } from 'vitest'
import { parseFeedDocument } from '../../../src/cli/compare-feed/parse-feed.ts'

const one = {
  id: 'https://a.example/1',
  link: 'https://a.example/1',
  title: 'Fish & chips',
  published: new Date('2019-01-02T00:00:00Z'),
}

describe('the items of a feed', () => {
  it.each([
    [
      'RSS 2.0',
      `<rss version="2.0"><channel><title>T</title><item><title>Fish &amp; chips</title><link> https://a.example/1 </link>
      <guid>https://a.example/1</guid><pubDate>Wed, 02 Jan 2019 00:00:00 GMT</pubDate></item></channel></rss>`,
    ],
    [
      'RSS 2.0 without guid',
      `<rss version="2.0"><channel><title>T</title><item><title>Fish &amp;amp; chips</title><link>https://a.example/1</link>
      <pubDate>Wed, 02 Jan 2019 00:00:00 GMT</pubDate></item></channel></rss>`,
    ],
    [
      'RSS 2.0 without link',
      `<rss version="2.0"><channel><title>T</title><item><title>Fish &amp; chips</title><guid>https://a.example/1</guid>
      <pubDate>Wed, 02 Jan 2019 00:00:00 GMT</pubDate></item></channel></rss>`,
    ],
    [
      'RSS 1.0',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/"><title>T</title></channel>
      <item rdf:about="https://a.example/1"><title>Fish &amp; chips</title><link>https://a.example/1</link>
      <dc:date>2019-01-02</dc:date></item></rdf:RDF>`,
    ],
    [
      'Atom',
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/"><title>T</title><entry>
      <title type="html">Fish &amp;amp; chips</title><id>https://a.example/1</id><link rel="self" href="/self"/>
      <link href="/1"/><published>2019-01-02T00:00:00Z</published><updated>2020-01-01T00:00:00Z</updated></entry></feed>`,
    ],
    [
      'JSON',
      `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"https://a.example/1",
      "url":"https://a.example/1","title":"Fish & chips","date_published":"2019-01-02T00:00:00Z"}]}`,
    ],
  ])('are read from %s', (_, text) => {
    expect(parseFeedDocument(text, 'old.xml').items).toEqual([one])
  })

  it('have neither title nor date if the feed has none, and are left out without id and link', () => {
    const text = `<rss version="2.0"><channel><title>T</title><item><description>x</description></item>
      <item><guid isPermaLink="false">42</guid></item></channel></rss>`
    expect(parseFeedDocument(text, 'old.xml').items).toEqual([
      { id: '42', link: undefined, title: '', published: undefined },
    ])
  })

  it.each(['', '<html></html>', '{"version": 1}', '<rss><channel><item>', 'text'])('are not read from %j', (text) => {
    expect(() => parseFeedDocument(text, 'old.xml')).toThrow(
      expect.objectContaining({ code: 'feed-unreadable', message: '"old.xml" is not a feed' }),
    )
  })
})

describe('the links of a feed', () => {
  const links = [
    { rel: 'self', href: 'https://a.example/feed' },
    { rel: 'prev-archive', href: 'https://a.example/1' },
    { rel: 'hub', href: 'https://hub.example/' },
  ]
  const elements = (name: string) => links.map(({ rel, href }) => `<${name} rel="${rel}" href="${href}"/>`).join('')

  it.each([
    [
      'RSS',
      `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>${elements('atom:link')}</channel></rss>`,
    ],
    ['Atom', `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>${elements('link')}</feed>`],
    [
      'JSON',
      `{"version":"https://jsonfeed.org/version/1.1","title":"T","feed_url":"https://a.example/feed","items":[],
      "next_url":"https://a.example/1","hubs":[{"type":"WebSub","url":"https://hub.example/"}]}`,
    ],
  ])('are read from %s', (_, text) => {
    expect(parseFeedDocument(text, 'old.xml').links).toEqual(links)
  })
})
