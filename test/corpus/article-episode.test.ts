import { describe, expect, it } from 'vitest'
import { linkPost } from '../support/articles.ts'
import { parsedArticle, parsedDiagnostics } from '../support/parsed-article.ts'

const episodeOf = (fields: Record<string, unknown>) => parsedArticle(linkPost(fields), { authors: PEOPLE }).episode
const PEOPLE = { ann: { name: 'Ann Example', url: 'https://ann.example/' } }

/** The fields of an episode, of which the given ones are there. */
const episode = (fields: object) => ({ transcripts: [], people: [], ...fields })

describe('an episode', () => {
  it('is only an article with a field of one', () => {
    expect(episodeOf({ duration: 61, enclosures: 'https://example.org/1.mp3' })).toBeUndefined()
  })

  it.each([
    [
      { season: 1, episode: '12', episodeType: 'Bonus', explicit: 'clean' },
      { season: 1, number: 12, type: 'bonus', explicit: false },
    ],
    [
      { itunes_season: '1', podcast_episode: 0, itunes_episodeType: 'trailer' },
      { season: 1, number: 0, type: 'trailer' },
    ],
    [{ ITUNES_EXPLICIT: 'yes' }, { explicit: true }],
    [{ episode: 1.5 }, { number: 1.5 }],
    [{ transcript: 'a.vtt' }, { transcripts: [{ url: 'https://example.org/a.vtt', type: 'text/vtt' }] }],
    [
      {
        transcripts: [{ url: 'https://example.org/1', type: 'Text/HTML', language: 'en_us', rel: 'captions' }, 'b.srt'],
      },
      {
        transcripts: [
          { url: 'https://example.org/1', type: 'text/html', language: 'en-US' },
          { url: 'https://example.org/b.srt', type: 'application/x-subrip' },
        ],
      },
    ],
    [{ chapters: '/c.json' }, { chapters: { url: 'https://example.org/c.json', type: 'application/json+chapters' } }],
    [
      { chapters: { url: '/c.json', type: 'application/json' } },
      { chapters: { url: 'https://example.org/c.json', type: 'application/json' } },
    ],
    [{ people: ['ann', 'Bob'] }, { people: [{ name: 'Ann Example', url: 'https://ann.example/' }, { name: 'Bob' }] }],
    [
      { hosts: ['ann'], guests: [{ name: 'Bob', role: 'Author' }, 'Carl'] },
      {
        people: [
          { name: 'Ann Example', role: 'host', url: 'https://ann.example/' },
          { name: 'Bob', role: 'Author' },
          { name: 'Carl', role: 'guest' },
        ],
      },
    ],
    [
      { people: [{ name: 'Bob', role: 'guest', url: 'https://bob.example', image: 'bob.png' }], hosts: ['ann'] },
      {
        people: [{ name: 'Bob', role: 'guest', url: 'https://bob.example/', image: 'https://example.org/bob.png' }],
      },
    ],
  ])('%j is read as %j', (fields, expected) => {
    expect(episodeOf(fields)).toEqual(episode(expected))
  })

  it.each([
    { season: 'winter' },
    { transcript: 'Ann: Good evening.\nBob: Good morning.' },
    { podcast_chapters: { version: '1.2.0', chapters: [{ startTime: 0, title: 'Intro' }] } },
    { chapters: [{ startTime: 0 }], people: 7 },
  ])('is not made by words that mean something else: %j', (fields) => {
    const text = linkPost({ publishedDateTime: undefined, date: '2026-01-02', ...fields })
    expect(parsedArticle(text).episode).toBeUndefined()
    expect(parsedDiagnostics(text)).toEqual([])
  })

  it('loses only what is wrong', () => {
    const fields = {
      season: 'S2',
      episode: -1,
      episodeType: 'extra',
      explicit: 'maybe',
      transcript: [{ url: 'https://example.org/text' }, { url: 'https://example.org/a.vtt', type: 'vtt' }],
      chapters: 'ftp://example.org/c.json',
      people: [{ role: 'host' }, { name: 'Bob', url: 'bob' }],
    }
    expect(episodeOf(fields)).toEqual(
      episode({
        transcripts: [{ url: 'https://example.org/a.vtt', type: 'text/vtt' }],
        people: [{ name: 'Bob' }],
      }),
    )
    expect(parsedDiagnostics(linkPost(fields)).map(({ field, line }) => `${line} ${field}`)).toEqual([
      '7 season',
      '8 episode',
      '9 episodeType',
      '10 explicit',
      '12 chapters',
      '13 people[1].url',
      '11 transcript[0].url',
      '11 transcript[1].type',
    ])
  })
})
