import { forEachConcurrent } from '../../concurrency/for-each-concurrent.ts'
import type { Match } from '../../feeds/mix/select-mix.ts'
import type { formats } from '../../formats/formats.ts'
import { isItemAt } from '../../formats/item-index.ts'
import type { ByteRange } from '../../model/byte-range.ts'
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
    const index = items[format.id]
    const found = (await readParts(file, positions, index)) ?? (await cutItems(file, positions, index))
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
  const items = await readRanges?.(positions.map((at) => rangeOf(at, index))).catch(() => undefined)
  return items && areItems(items, positions, index) ? items : undefined
}

/** Cuts items out of a whole document, which is another copy if need be, or that of another publication, which may lack them. */
async function cutItems(file: PublishedFile, positions: readonly number[], index: ItemIndex): Promise<Buffer[]> {
  const document = await file.read('identity')
  const items = positions.map((at) => {
    const { start, end } = rangeOf(at, index)
    // A part of a document would keep all of it in memory.
    return Buffer.from(document.subarray(start, end))
  })
  if (!areItems(items, positions, index)) throw new Error(`${file.path} has other items than its index`)
  return items
}

function rangeOf(position: number, { starts, ends }: ItemIndex): ByteRange {
  return { start: starts[position] as number, end: ends[position] as number }
}

function areItems(items: readonly Buffer[], positions: readonly number[], index: ItemIndex): boolean {
  return items.every((item, at) => isItemAt(positions[at] as number, index, item))
}
