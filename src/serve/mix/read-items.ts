import { forEachConcurrent } from '../../concurrency/for-each-concurrent.ts'
import type { Match } from '../../feeds/mix/select-mix.ts'
import { findItems } from '../../formats/find-items.ts'
import type { formats } from '../../formats/formats.ts'
import { isItemAt } from '../../formats/item-index.ts'
import type { ItemIndex } from '../../model/item-index.ts'
import { paths } from '../../site/urls.ts'
import type { Generation, PublishedFile } from '../load-generation.ts'
import type { MixIndex } from './load-mix-index.ts'

/** Documents to read at a time: as many as Node has threads for it. */
const CONCURRENCY = 4

interface ReadOptions {
  format: (typeof formats)[number]
  index: MixIndex
  generation: Generation
}

/**
 * Reads the items of articles from the documents of the feed `all`.
 *
 * @param matches in the order of the index
 * @returns the items in the same order
 */
export async function readItems(
  matches: readonly Match[],
  { format, index: { pages }, generation: { files } }: ReadOptions,
): Promise<Buffer[]> {
  const positionsByShard = new Map<number, number[]>()
  for (const { shard, position } of matches) {
    positionsByShard.set(shard, [...(positionsByShard.get(shard) ?? []), position])
  }
  const itemsByShard = new Map<number, Buffer[]>()
  const read = async ([shard, positions]: [number, number[]]) => {
    const { name, items } = pages[shard] as MixIndex['pages'][number]
    const path = paths.feed('all', format.extension, name)
    const file = files.get(path)
    if (!file) throw new Error(`${path} is not published`)
    const found = (await readParts(file, positions, items[format.id])) ?? (await cutItems(file, positions))
    itemsByShard.set(shard, found)
  }
  await forEachConcurrent([...positionsByShard], read, CONCURRENCY)
  return [...positionsByShard.keys()].flatMap((shard) => itemsByShard.get(shard) ?? [])
}

/** Reads only the items from a document that is not in memory; undefined if that is not possible, or one is damaged. */
async function readParts(
  { readRanges }: PublishedFile,
  positions: readonly number[],
  index: ItemIndex,
): Promise<Buffer[] | undefined> {
  const ranges = positions.map((at) => ({ start: index.starts[at] as number, end: index.ends[at] as number }))
  const items = await readRanges?.(ranges).catch(() => undefined)
  return items?.every((item, at) => isItemAt(positions[at] as number, index, item)) ? items : undefined
}

/** Cuts items out of a whole document, which is checked, and replaced by another copy if need be. */
async function cutItems(file: PublishedFile, positions: readonly number[]): Promise<Buffer[]> {
  const document = await file.read('identity')
  const { starts, ends } = findItems(document, file.mediaType)
  // A part of a document would keep all of it in memory.
  return positions.map((position) => Buffer.from(document.subarray(starts[position], ends[position])))
}
