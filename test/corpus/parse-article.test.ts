import { describe, expect, it } from 'vitest'
import { createArticleParser } from '../../src/corpus/parse-article.ts'
import { parsedArticle, parsedDiagnostics } from '../support/parsed-article.ts'
import { profileOf } from '../support/profile.ts'

/** An article with every supported field and some unsupported ones. */
const SEED_LIKE = `---
category: news
title: "Mill grinds words, but raises &quot;dust&quot; among bakers"
excerpt: "A mill in the north &amp;amp; its river have learned to read. The miller said that ..."
publishedDateTime: 2022-05-03T03:25:00Z
updatedDateTime: 2022-05-04 08:00
originalUrl: "https://gazette.example/news/mill-grinds-words"
webUrl: "https://Gazette.example/news/mill-grinds-words/amp?a=1&amp;b=2"
ampWebUrl: "https://gazette.example/amp/mill-grinds-words"
cdnAmpWebUrl: "https://gazette-example.cdn.example/c/s/gazette.example/amp/mill-grinds-words"
type: article
locale: en_gb
quality: 94
heat: 104.5
published: true
id: "tag:gazette.example,2022:mill"
authors:
  - name: Ada Miller
    url: https://ada.example
  - name: B. Baker

provider:
  name: The Gazette
  domain: Gazette.example
  images:
    - url: "https://gazette.example/logo-50x50.jpg"
      width: 50
      height: 50

topics:
  - Machine Learning
  - R&amp;D

images:
  - url: "https://img.example/image?fit=1280%2c640&url=https%3A%2F%2Fcdn.example%2Fmill.jpg"
    width: 1280
    height: 639.6
    title: "The mill&#8217;s wheel"
    isCached: true

related:
  - title: "Half machine, half artist â€“ meet the miller"
    excerpt: "The miller&nbsp;II"
    publishedDateTime: 2022-05-07T02:30:00+05:30
    webUrl: "https://times.example/half-machine"
    ampWebUrl: "https://m.times.example/half-machine"
    type: article
    provider:
      name: Example Times
      domain: times.example
    quality: 44
    images:
      - url: "https://img.times.example/mill.jpg"
        width: 1280
        height: 720
        isCached: true

enclosures:
  - url: https://gazette.example/mill.mp3
    type: audio/mpeg
    length: 1048576
    title: Mill &amp; river
    duration: 305

featuredContent: "<iframe src='https://video.example/1'></iframe>"
shortname: An unknown field
secured: "Kb0AsWO+wG6vzzYzV1zFQJNUNIKY=="
---

# The mill

It *reads*.
`

describe('an article with every field', () => {
  it('is parsed completely', () => {
    expect(parsedArticle(SEED_LIKE, { path: 'news/mill.md', timezone: 'Europe/Berlin' })).toEqual({
      file: 'news/mill.md',
      id: 'tag:gazette.example,2022:mill',
      title: 'Mill grinds words, but raises "dust" among bakers',
      link: 'https://gazette.example/news/mill-grinds-words/amp?a=1&b=2',
      slug: undefined,
      excerpt: 'A mill in the north &amp; its river have learned to read. The miller said that ...',
      body: '# The mill\n\nIt *reads*.',
      featuredContent: "<iframe src='https://video.example/1'></iframe>",
      published: new Date('2022-05-03T03:25:00Z'),
      updated: new Date('2022-05-04T06:00:00Z'),
      topics: ['Machine Learning', 'R&D'],
      authors: [{ name: 'Ada Miller', url: 'https://ada.example/' }, { name: 'B. Baker' }],
      provider: { name: 'The Gazette', domain: 'gazette.example' },
      images: [
        {
          url: 'https://img.example/image?fit=1280%2C640&url=https%3A%2F%2Fcdn.example%2Fmill.jpg',
          width: 1280,
          height: 640,
          alt: 'The mill’s wheel',
        },
      ],
      related: [
        {
          title: 'Half machine, half artist – meet the miller',
          excerpt: 'The miller\u00a0II',
          published: new Date('2022-05-06T21:00:00Z'),
          url: 'https://times.example/half-machine',
          provider: { name: 'Example Times', domain: 'times.example' },
        },
      ],
      enclosures: [
        {
          url: 'https://gazette.example/mill.mp3',
          type: 'audio/mpeg',
          length: 1_048_576,
          title: 'Mill & river',
          duration: 305,
        },
      ],
      locale: 'en-GB',
      type: 'article',
      category: 'news',
      quality: 94,
      heat: 104.5,
      ampWebUrl: 'https://gazette.example/amp/mill-grinds-words',
      cdnAmpWebUrl: 'https://gazette-example.cdn.example/c/s/gazette.example/amp/mill-grinds-words',
    })
  })

  it('does not expose secured and unknown fields', () => {
    const json = JSON.stringify(parsedArticle(SEED_LIKE))
    for (const hidden of ['secured', 'Kb0AsWO', 'shortname', 'unknown', 'isCached', 'm.times.example']) {
      expect(json).not.toContain(hidden)
    }
  })

  it('is parsed the same with CRLF line breaks', () => {
    const article = parsedArticle(SEED_LIKE.replaceAll('\n', '\r\n'))
    expect(article).toEqual(parsedArticle(SEED_LIKE))
  })
})

describe('createArticleParser', () => {
  it('recognizes a draft', () => {
    const text = SEED_LIKE.replace('published: true', 'published: false')
    expect(createArticleParser(profileOf())({ path: 'a.md', text })).toEqual({ ignored: 'draft' })
  })

  it('reports a token of the permalink that the article has no value for', () => {
    const settings = { site: 'https://example.org', permalinks: [{ files: '**', pattern: '/:yeer/:slug/' }] }
    expect(parsedDiagnostics('---\ntitle: A\ndate: 2026-01-02\n---\nWords.', settings)).toMatchObject([
      {
        rule: 'permalink-token-missing',
        message: 'has no value for ":yeer" in the permalink of feedmill.yaml',
        severity: 'error',
      },
    ])
    expect(parsedArticle('---\ntitle: A\ndate: 2026-01-02\nyeer: 26\n---\nWords.', settings).link).toBe(
      'https://example.org/26/a/',
    )
  })

  it('moves an update before the publication date to that date', () => {
    const text = SEED_LIKE.replace('2022-05-04 08:00', '2021-01-01')
    expect(parsedArticle(text).updated).toEqual(new Date('2022-05-03T03:25:00Z'))
  })

  it('uses the configured time zone for dates without a zone', () => {
    const text = '---\ntitle: Hello\npublishedDateTime: 2022-07-15\nwebUrl: https://example.org/\n---\n'
    expect(parsedArticle(text, { timezone: 'Europe/Berlin' }).published).toEqual(new Date('2022-07-14T22:00:00Z'))
  })

  it('reports everything that is wrong with an article', () => {
    expect(parsedDiagnostics('---\nexcerpt: x\ndate: 2026-02-31\n---\n', { path: '🎉/-.md' })).toMatchObject([
      { field: 'title', rule: 'field-missing', line: 1 },
      { field: 'date', rule: 'date-impossible', line: 3, severity: 'error' },
      { rule: 'article-without-link-or-body', line: 1 },
    ])
  })
})
