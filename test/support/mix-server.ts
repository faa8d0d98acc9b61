import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { documentsOfMixIndex } from '../../src/feeds/mix/index-documents.ts'
import { documentsOfFeed } from '../../src/formats/formats.ts'
import { indexPage } from '../../src/formats/item-index.ts'
import type { Document } from '../../src/model/document.ts'
import type { Feed } from '../../src/model/feed.ts'
import { type AppOptions, createApp } from '../../src/serve/create-app.ts'
import type { Generation } from '../../src/serve/load-generation.ts'
import { linkPost } from './articles.ts'
import { ASSETS } from './assets.ts'
import { composed, select } from './feeds.ts'
import { generationOf } from './generation.ts'

/** Twenty articles a day apart, the last on 20 January 2026; topics alternate. */
export const POSTS = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [
    `${index}.md`,
    linkPost({
      title: `Post ${index} & <more>`,
      excerpt: index === 7 ? 'A rare Goose' : `Excerpt ${index}`,
      publishedDateTime: new Date(Date.UTC(2026, 0, 1 + index, 12)).toISOString(),
      originalUrl: `https://example.org/${index}`,
      topics: index % 2 === 0 ? ['AI'] : ['Bio', ...(index % 3 === 0 ? ['AI'] : [])],
      quality: index,
    }),
  ]),
)

/** The index of feeds. */
export function documentsOfIndex(
  feeds: readonly Feed[],
  { timeZone = 'UTC', feedBytes = 4_194_304 }: { timeZone?: string; feedBytes?: number } = {},
): Document[] {
  return documentsOfMixIndex(feeds, {
    publicUrl: 'https://feeds.example',
    ...{ timeZone, feedBytes },
    indexItems: (feed, page, articles) => indexPage(feed, page, articles, new WeakMap()),
  })
}

/** A generation with the feeds and the index of a corpus; the topic `ki` is now `ai`, and `old` is retired. */
export function publishMixes(files: Record<string, string>, options: { feedBytes?: number } = {}): Generation {
  const { feeds } = select(files, { feedItems: 8, archiveItems: 4 })
  const documents = [
    ...feeds.flatMap((feed) => documentsOfFeed(feed, new WeakMap())),
    ...documentsOfIndex(feeds, options),
  ]
  const texts = documents.map(({ path, articles, render }) => [
    path,
    Buffer.concat([...render(composed(articles))]).toString(),
  ])
  const topics = { ai: 'AI', bio: 'Bio' }
  return generationOf(Object.fromEntries(texts), { topics, moved: { ki: 'ai' }, retired: ['old'] })
}

/** Serves a generation. @returns the URL without a trailing slash */
export async function serveGeneration(
  state: Parameters<typeof createApp>[0] | Generation,
  { now = new Date('2026-06-01T00:00:00Z'), ...options }: Partial<Omit<AppOptions, 'now'>> & { now?: Date } = {},
): Promise<string> {
  const isState = 'isDamaged' in state
  const served = isState ? state : { generation: state, isDamaged: false, failure: undefined, stopping: false }
  const app = createApp(served, {
    publicUrl: 'https://feeds.example',
    hubs: ['https://hub.example/'],
    interval: 900,
    pageImages: false,
    now: () => now,
    assets: ASSETS,
    onError: (error) => expect.unreachable(String(error)),
    onUnreadable: (error) => expect.unreachable(String(error)),
    ...options,
  })
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
