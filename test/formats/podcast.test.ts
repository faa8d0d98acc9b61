import { parseRssFeed } from 'feedsmith'
import { describe, expect, it } from 'vitest'
import type { ItemCache } from '../../src/formats/assemble-document.ts'
import { documentsOfFeed } from '../../src/formats/formats.ts'
import { feedOf, select } from '../support/feeds.ts'
import { filesBelow } from '../support/files.ts'
import { type RenderedDocument, rendered } from '../support/rendered.ts'
import { hasShared, shared } from '../support/shared.ts'

const files = filesBelow('test/fixtures/podcast')

/** The documents of all feeds by path, rendered with one cache of items. */
function documentsOf(options = {}): Record<string, RenderedDocument> {
  const items: ItemCache = new WeakMap()
  const documents = select(files, options).feeds.flatMap((feed) => documentsOfFeed(feed, items))
  return Object.fromEntries(rendered(documents).map((document) => [document.path, document]))
}

const documents = documentsOf()
const rss = documents['feeds/night-walks.xml']?.body ?? ''

/** Reviewed: Apple Podcasts and Podcasting 2.0 have every tag, and the W3C feed validator finds nothing in it. */
it('the RSS feed of a podcast', async () => {
  await expect(rss).toMatchFileSnapshot('expected/night-walks.xml')
})

it('the fields of a podcast can be read back from RSS', () => {
  const { itunes, podcast, items } = parseRssFeed(rss)
  expect(itunes).toEqual({
    author: 'Ada Walker',
    owner: { name: 'Ada Walker', email: 'ada@example.org' },
    categories: [{ text: 'Society & Culture', categories: [{ text: 'Places & Travel' }] }],
    explicit: false,
    type: 'episodic',
    image: 'https://example.org/night-walks.jpg?size=3000&v=2',
    newFeedUrl: 'https://feeds.example/feeds/night-walks.xml',
  })
  expect(podcast).toEqual({
    guid: '3ed14a9f-9682-5fd9-a1ec-3ba834b3a5a5',
    medium: 'podcast',
    locked: { value: true, owner: 'ada@example.org' },
    fundings: [{ url: 'https://example.org/support?a=1&b=2', display: 'Buy us a "lamp"' }],
  })
  expect(items?.map((item) => [item.enclosures, item.itunes, item.podcast])).toEqual([
    [
      [{ url: 'https://media.example.org/harbour.mp3?a=1&b=2', length: 24_986_239, type: 'audio/mpeg' }],
      {
        title: 'The harbour & its <lamps>',
        duration: 3679,
        image: 'https://example.org/harbour.png',
        episodeType: 'full',
        explicit: true,
        season: 1,
        episode: 2,
      },
      {
        season: { number: 1 },
        episode: { number: 2 },
        transcripts: [
          { url: 'https://media.example.org/harbour.vtt', type: 'text/vtt' },
          { url: 'https://media.example.org/harbour.srt', type: 'application/x-subrip', language: 'de-AT' },
        ],
        chapters: { url: 'https://media.example.org/harbour.json', type: 'application/json+chapters' },
        persons: [
          { display: 'Ada Walker', role: 'host' },
          { display: 'Bo "Hat"', role: 'guest', href: 'https://bo.example/', img: 'https://bo.example/bo.jpg' },
        ],
      },
    ],
    [
      [{ url: 'https://media.example.org/trailer.m4a', length: 0, type: 'audio/mp4' }],
      { title: 'What this is about', episodeType: 'trailer' },
      { episode: { number: 0 }, persons: [{ display: 'Ada Walker', role: 'host' }] },
    ],
  ])
})

describe('only documents of a podcast have its fields:', () => {
  it.each(['feeds/all.xml', 'feeds/city.xml', 'feeds/night-walks.atom'])('%s has none', (path) => {
    expect(documents[path]?.body).toContain('<media:content url="https://media.example.org/trailer.m4a"')
    expect(documents[path]?.body).not.toMatch(/itunes|podcast/)
  })

  it('JSON has the numbers in its extension', () => {
    const extensionsOf = (path: string) =>
      JSON.parse(documents[path]?.body ?? '').items.map(({ _feedmill }: { _feedmill: object }) => _feedmill)
    expect(extensionsOf('feeds/night-walks.json')).toEqual([
      expect.objectContaining({ season: 1, episode: 2, episode_type: 'full' }),
      expect.objectContaining({ episode: 0, episode_type: 'trailer' }),
    ])
    expect(extensionsOf('feeds/all.json')[0]).not.toHaveProperty('episode')
  })

  it('an archive page has those of the podcast and the episode', () => {
    const channelOf = (text = '') => text.slice(text.indexOf('<itunes:author>'), text.indexOf('<item>'))
    const documents = Object.entries(documentsOf({ feedItems: 1, archiveItems: 1 }))
    const [, { body: archive } = { body: '' }] =
      documents.find(([path]) => /night-walks\/archive\/.*xml/.test(path)) ?? []
    expect(channelOf(archive)).toBe(channelOf(rss))
    expect(archive).toContain('<itunes:episodeType>trailer</itunes:episodeType>')
  })
})

it('a podcast with an empty section has what the topic and the site say', () => {
  const feed = feedOf({ 'topics/a.yaml': 'name: A\npodcast: {}' }, 'a')
  const [document] = rendered(documentsOfFeed(feed, new WeakMap()))
  const { itunes, podcast, title } = parseRssFeed(document?.body)
  expect({ itunes, podcast, title }).toEqual({
    title: 'A',
    itunes: { author: 'The Mill', explicit: false },
    podcast: { guid: '1d40e0ea-3103-526b-9cc9-a8b0efeaf266', medium: 'podcast' },
  })
})

/** A real show, as its Hugo site has it. */
it.skipIf(!hasShared('corpus/dialects'))('episodes of a real site have their numbers, durations and hosts', () => {
  const show = filesBelow(shared('corpus/dialects/hugo-json-jupiter/content'))
  const topic = 'name: The Launch 🚀\npodcast: {category: News, subcategory: Tech News, explicit: no}'
  const feed = feedOf({ ...show, 'topics/launch.yaml': topic }, 'the-launch')
  const [document] = rendered(documentsOfFeed(feed, new WeakMap()))
  const { items, itunes } = parseRssFeed(document?.body)
  expect(itunes?.categories).toEqual([{ text: 'News', categories: [{ text: 'Tech News' }] }])
  expect(items?.map((item) => [item.itunes?.duration, item.podcast?.episode, item.podcast?.persons])).toEqual([
    [
      4561,
      { number: 48 },
      [
        { display: 'angela-fisher', role: 'host' },
        { display: 'chris', role: 'host' },
      ],
    ],
  ])
  expect(items?.[0]?.podcast?.transcripts?.map(({ type, language }) => [type, language])).toEqual([
    ['application/x-subrip', 'en'],
    ['text/vtt', 'en'],
    ['text/html', 'en'],
  ])
})
