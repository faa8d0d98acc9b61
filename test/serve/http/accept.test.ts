import { describe, expect, it } from 'vitest'
import { negotiateFormat } from '../../../src/serve/http/accept.ts'

describe('negotiateFormat', () => {
  it.each([
    ['nothing', undefined, 'xml'],
    ['anything', '*/*', 'xml'],
    ['RSS', 'application/rss+xml', 'xml'],
    ['Atom', 'application/atom+xml', 'atom'],
    ['JSON Feed', 'application/feed+json', 'json'],
    ['JSON', 'application/json', 'json'],
    ['XML', 'text/xml', 'xml'],
    ['Atom rather than RSS', 'application/rss+xml;q=0.5, application/atom+xml', 'atom'],
    ['no RSS', 'application/rss+xml;q=0, application/atom+xml;q=0.1', 'atom'],
    ['Atom in capitals', 'text/html, Application/Atom+XML', 'atom'],
    ['a type with a parameter', 'application/atom+xml;type=feed', 'atom'],
    ['HTML only', 'text/html', 'html'],
    ['Firefox', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'],
    [
      'Chromium',
      'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8',
      'html',
    ],
    ['a reader that takes HTML rather than a feed', 'text/html, application/atom+xml;q=0.9', 'atom'],
    [
      'a reader that lists feeds and HTML alike',
      'application/xml, application/atom+xml, application/rss+xml, application/feed+json, text/html, */*;q=0.9',
      'atom',
    ],
    [
      'a reader that lists HTML last',
      'application/rss+xml, application/rdf+xml;q=0.8, application/atom+xml;q=0.6, text/html;q=0.2, */*;q=0.1',
      'xml',
    ],
    ['a reader of XML alone', 'application/xml;q=0.9, text/html;q=0.1', 'xml'],
    ['a reader that lists HTML and anything', 'text/html, */*', 'xml'],
    ['a reader that takes anything as gladly', '*/*;q=0.8, text/html;q=0.8', 'xml'],
    ['a reader that takes any application', 'text/html, application/*', 'xml'],
    ['a browser that takes anything else less gladly', 'text/html;q=0.9, */*;q=0.8', 'html'],
    ['something else altogether', 'image/png', 'xml'],
    ['nonsense', ';;;=', 'xml'],
  ])('%s: %s', (_, accept, format) => {
    expect(negotiateFormat(accept)).toBe(format)
  })
})
