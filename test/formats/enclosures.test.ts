import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { documentsOfFeed } from '../../src/formats/formats.ts'
import { linkPost } from '../support/articles.ts'
import { feedOf } from '../support/feeds.ts'
import { rendered } from '../support/rendered.ts'
import { hasShared, shared } from '../support/shared.ts'

const URL = 'https://media.example.net/ep'

/** What the three documents of one file say about files. */
function filesOf(text: string): { rss: string[]; atom: string[]; json: unknown } {
  const [rss, atom, json] = rendered(documentsOfFeed(feedOf({ 'a.md': text }), new WeakMap()))
  return {
    rss: rss?.body.match(/<(?:enclosure|media:content) [^>]*>/g) ?? [],
    atom: atom?.body.match(/<(?:link rel="enclosure"|media:content) [^>]*>/g) ?? [],
    json: JSON.parse(json?.body ?? '').items[0].attachments,
  }
}

describe('an audio file of unknown length', () => {
  const expected = {
    rss: [
      `<enclosure url="${URL}.mp3" length="0" type="audio/mpeg"/>`,
      `<media:content url="${URL}.mp3" medium="audio" type="audio/mpeg"/>`,
    ],
    atom: [
      `<link rel="enclosure" href="${URL}.mp3" type="audio/mpeg"/>`,
      `<media:content url="${URL}.mp3" medium="audio" type="audio/mpeg"/>`,
    ],
    json: [{ url: `${URL}.mp3`, mime_type: 'audio/mpeg' }],
  }

  it.each([{}, { length: 0 }, { type: 'audio/mpeg' }, { duration: 0 }])('has length 0 in RSS only (%j)', (fields) => {
    expect(filesOf(linkPost({ enclosures: [{ url: `${URL}.mp3`, ...fields }] }))).toEqual(expected)
  })
})

it('the first audio or video of several files comes first', () => {
  const enclosures = [
    { url: `${URL}.pdf`, length: 48213 },
    { url: `${URL}.m4v`, length: 9_000_000, duration: 61 },
    { url: `${URL}.mp3` },
  ]
  expect(filesOf(linkPost({ enclosures }))).toEqual({
    rss: [
      `<enclosure url="${URL}.m4v" length="9000000" type="video/x-m4v"/>`,
      `<media:content url="${URL}.m4v" medium="video" type="video/x-m4v" fileSize="9000000" duration="61"/>`,
      `<media:content url="${URL}.mp3" medium="audio" type="audio/mpeg"/>`,
    ],
    atom: [
      `<link rel="enclosure" href="${URL}.m4v" type="video/x-m4v" length="9000000"/>`,
      `<link rel="enclosure" href="${URL}.pdf" type="application/pdf" length="48213"/>`,
      `<link rel="enclosure" href="${URL}.mp3" type="audio/mpeg"/>`,
      `<media:content url="${URL}.m4v" medium="video" type="video/x-m4v" fileSize="9000000" duration="61"/>`,
      `<media:content url="${URL}.mp3" medium="audio" type="audio/mpeg"/>`,
    ],
    json: [
      { url: `${URL}.m4v`, mime_type: 'video/x-m4v', size_in_bytes: 9_000_000, duration_in_seconds: 61 },
      { url: `${URL}.pdf`, mime_type: 'application/pdf', size_in_bytes: 48213 },
      { url: `${URL}.mp3`, mime_type: 'audio/mpeg' },
    ],
  })
})

it('without audio and video, the first file is the enclosure', () => {
  expect(filesOf(linkPost({ enclosures: [{ url: `${URL}.pdf` }, { url: `${URL}.epub` }] })).rss).toEqual([
    `<enclosure url="${URL}.pdf" length="0" type="application/pdf"/>`,
  ])
})

it('a picture is no enclosure in RSS', () => {
  const image = 'https://example.org/a.png'
  expect(filesOf(linkPost({ images: [{ url: image }] })).rss).toEqual([
    `<media:content url="${image}" medium="image" type="image/png"/>`,
  ])
  expect(filesOf(linkPost({ images: [{ url: image }], enclosures: [{ url: `${URL}.opus` }] })).rss).toEqual([
    `<enclosure url="${URL}.opus" length="0" type="audio/ogg"/>`,
    `<media:content url="${image}" medium="image" type="image/png"/>`,
    `<media:content url="${URL}.opus" medium="audio" type="audio/ogg"/>`,
  ])
})

it.each([
  {
    fields: { length: 12, duration: '1:01' },
    enclosures: [`${URL}.mp3`, `${URL}.pdf`],
    is: ' fileSize="12" duration="61"',
  },
  { fields: { length: 12, duration: '1:01' }, enclosures: [`${URL}.mp3`, `${URL}.ogg`], is: '' },
])('the length and duration of an article are those of its only audio or video: $enclosures', (example) => {
  const { fields, enclosures, is } = example
  const article = linkPost({ podcast_bytes: fields.length, podcast_duration: fields.duration, enclosures })
  expect(filesOf(article).rss[1]).toBe(`<media:content url="${URL}.mp3" medium="audio" type="audio/mpeg"${is}/>`)
})

describe.skipIf(!hasShared('faults'))('the enclosures that got lost', () => {
  const rssOf = (name: string) =>
    filesOf(readFileSync(shared(`faults/03-enclosure-lost-in-rss/content/${name}.md`), 'utf8')).rss[0]

  it.each(['ep1', 'ep2', 'ep3'])('%s has its sound in RSS', (name) => {
    expect(rssOf(name)).toBe(`<enclosure url="https://media.example.net/${name}.mp3" length="0" type="audio/mpeg"/>`)
  })

  it('an audio book has its type', () => {
    expect(rssOf('book')).toBe(
      '<enclosure url="https://media.example.net/book.m4b" length="90000000" type="audio/mp4"/>',
    )
  })
})
