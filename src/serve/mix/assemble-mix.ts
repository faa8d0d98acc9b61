import { createYielder } from '../../concurrency/create-yielder.ts'
import { composeDigest, identifyMix, type ListedArticle } from '../../feeds/mix/compose-digest.ts'
import { describeMix } from '../../feeds/mix/describe-mix.ts'
import type { Period } from '../../feeds/mix/mix-query.ts'
import { type Match, selectArticles, selectDigests } from '../../feeds/mix/select-mix.ts'
import { frameItems } from '../../formats/assemble-document.ts'
import { findItems } from '../../formats/find-items.ts'
import type { formats } from '../../formats/formats.ts'
import { withoutContent } from '../../formats/without-content.ts'
import { extensions } from '../../model/feed-formats.ts'
import { mixPageUrl, mixUrls, paths } from '../../site/urls.ts'
import type { Generation } from '../load-generation.ts'
import type { MixIndex } from './load-mix-index.ts'
import type { Mix } from './resolve-mix.ts'

type FormatWithId = (typeof formats)[number]

/** The `updated` of a mix without articles. */
const EMPTY = Date.UTC(2000, 0, 1)

/**
 * Assembles the document of a mix from the items of the documents that are published. Its `updated` follows from its articles, so
 * that it is the same after a restart and on every replica.
 */
export async function assembleMix(
  { canonical, query, selection }: Mix,
  format: FormatWithId,
  { index, generation, now }: { index: MixIndex; generation: Generation; now: Date },
): Promise<{ body: Buffer; updated: Date }> {
  const { shards } = index
  const site = { ...index.site, pageUrl: mixPageUrl(index.site.publicUrl, canonical) }
  const { timeZone, extensionUrl, language, publicUrl } = site
  const name = describeMix(query, generation.topics ?? {})
  const { digest } = selection
  const read = <Item>(matches: readonly Match[], extension: string, convert: (item: Buffer, match: Match) => Item) =>
    readItems(matches, { extension, convert, index, generation })
  const updateOf = ({ shard, position }: Match) => shards[shard]?.updated[position] as number
  const renderDigests = async (period: Period) => {
    const digests = selectDigests(shards, { ...selection, digest: period }, { timeZone, now })
    const matches = digests.flatMap((each) => each.listed)
    const listed = await read(matches, extensions.json, (item, match) => toListed(item, updateOf(match)))
    const identity = identifyMix(query, generation.moved)
    const composed = digests.map((each) => {
      const articles = listed.splice(0, each.listed.length)
      return composeDigest(each, { name, identity, period }, articles, site)
    })
    const items = format.items(composed, { language, extensionUrl, isPodcast: false }).map((item) => Buffer.from(item))
    return { items, updates: composed.map(({ updated }) => updated.getTime()) }
  }
  const cutArticles = async () => {
    const matches = selectArticles(shards, selection, { timeZone })
    const shorten = (item: Buffer) => Buffer.from(withoutContent[format.id](item.toString()))
    const items = await read(matches, format.extension, query.content === 'full' ? copy : shorten)
    return { items, updates: matches.map(updateOf) }
  }
  const { items, updates } = digest ? await renderDigests(digest) : await cutArticles()
  const urls = mixUrls(publicUrl, canonical)
  const updated = new Date(Math.max(EMPTY, ...updates))
  const title = `${name} – ${site.title}`
  const feed = {
    ...site,
    id: 'mix',
    title,
    description: `${name}: articles from ${site.title}`,
    hubs: [],
    subscription: { urls },
  }
  const page = { urls, updated, articles: items }
  return { body: Buffer.concat([...frameItems(format, feed, page, items)]), updated }
}

/** A part of a document would keep all of it in memory. */
function copy(item: Buffer): Buffer {
  return Buffer.from(item)
}

function toListed(item: Buffer, updated: number): ListedArticle {
  const { url, title, summary } = JSON.parse(item.toString())
  return { url, title, summary, updated }
}

interface ReadOptions<Item> {
  extension: string
  /** Makes of an item what is needed of it, without a reference to its document. */
  convert: (item: Buffer, match: Match) => Item
  index: MixIndex
  generation: Generation
}

/** Cuts the items of articles out of the documents of the feed `all`. */
async function readItems<Item>(
  matches: readonly Match[],
  { extension, convert, index: { pages }, generation: { files } }: ReadOptions<Item>,
): Promise<Item[]> {
  const items: Item[] = []
  const yieldIfDue = createYielder()
  let cut: ((position: number) => Buffer) | undefined
  let shard: number | undefined
  for (const match of matches) {
    if (shard !== match.shard || !cut) {
      const path = paths.feed('all', extension, pages[match.shard])
      const file = files.get(path)
      if (!file) throw new Error(`${path} is not published`)
      const document = await file.read('identity')
      const { starts, ends } = findItems(document, file.mediaType)
      cut = (position) => document.subarray(starts[position], ends[position])
      shard = match.shard
    }
    items.push(convert(cut(match.position), match))
    const pause = yieldIfDue()
    if (pause) await pause
  }
  return items
}
