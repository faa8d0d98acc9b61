import { createYielder } from '../../concurrency/create-yielder.ts'
import { countFitting } from '../../feeds/count-fitting.ts'
import { nameOf } from '../../feeds/mix/choices-of.ts'
import { composeDigest, identifyMix } from '../../feeds/mix/compose-digest.ts'
import { describeMix } from '../../feeds/mix/describe-mix.ts'
import type { MixQuery, Period } from '../../feeds/mix/mix-query.ts'
import { type Match, selectArticles } from '../../feeds/mix/select-mix.ts'
import { frameItems } from '../../formats/assemble-document.ts'
import type { formats } from '../../formats/formats.ts'
import { withoutContent } from '../../formats/without-content.ts'
import { mixPageUrl, mixUrls } from '../../site/urls.ts'
import type { Generation } from '../load-generation.ts'
import { listDigests } from './list-digests.ts'
import type { MixIndex } from './load-mix-index.ts'
import { readItems } from './read-items.ts'
import type { Mix } from './resolve-mix.ts'

type FormatWithId = (typeof formats)[number]

/** What a mix is called. */
export function nameMix(query: MixQuery, { index, generation }: { index: MixIndex; generation: Generation }): string {
  return describeMix(query, generation.topics ?? {}, (kind, key) => nameOf(index.shards, kind, key))
}

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
  const name = nameMix(query, { index, generation })
  const { digest } = selection
  const renderDigests = async (period: Period) => {
    const identity = identifyMix(query, generation.moved)
    const yieldIfDue = createYielder()
    const items: Buffer[] = []
    const updates: number[] = []
    for (const each of listDigests({ ...selection, digest: period }, index, now)) {
      const composed = composeDigest(each, { name, identity, period }, each.articles, site)
      items.push(...format.items([composed], { language, extensionUrl, isPodcast: false }).map(toBuffer))
      updates.push(composed.updated.getTime())
      const pause = yieldIfDue()
      if (pause) await pause
    }
    return { items, updates }
  }
  const cutArticles = async () => {
    const matches = fitting(selectArticles(shards, selection, { timeZone }), index)
    const updates = matches.map(({ shard, position }) => shards[shard]?.updated[position] as number)
    const shorten = (item: Buffer) => toBuffer(withoutContent[format.id](item.toString()))
    const items = await readItems(matches, { format, index, generation })
    return { items: query.content === 'full' ? items : items.map(shorten), updates }
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

/** The newest articles of a mix that fit into a feed, by their largest format, so that all have the same. */
function fitting(matches: readonly Match[], { pages, site: { feedBytes } }: MixIndex): readonly Match[] {
  const sizeOf = ({ shard, position }: Match) =>
    Math.max(
      ...Object.values(pages[shard]?.items ?? {}).map(
        ({ starts, ends }) => (ends[position] as number) - (starts[position] as number),
      ),
    )
  const sizes = matches.map((match) => ({ size: sizeOf(match) }))
  return matches.slice(0, countFitting(sizes, { feedItems: matches.length, feedBytes }))
}

function toBuffer(text: string): Buffer {
  return Buffer.from(text)
}
