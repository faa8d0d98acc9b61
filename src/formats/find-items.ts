import { formats } from './formats.ts'

/** Where the items of a feed document are, in bytes, in their order. */
export interface ItemBounds {
  starts: Uint32Array
  /** Exclusive. */
  ends: Uint32Array
}

/**
 * Finds the items in a document of {@link assembleDocument}. No text in it can look like the markup of an item: every `<` in titles
 * and content is escaped or belongs to an allowed element, and JSON strings contain no line breaks.
 *
 * @param mediaType the media type of one of the formats
 */
export function findItems(document: Buffer, mediaType: string): ItemBounds {
  const format = formats.find((candidate) => candidate.mediaType === mediaType)
  const starts: number[] = []
  const ends: number[] = []
  if (format) {
    const { headEnd, itemStart, separator, tailStart } = format
    const end = document.lastIndexOf(tailStart)
    for (let start = document.indexOf(itemStart, document.indexOf(headEnd)); start >= 0; ) {
      const next = document.indexOf(separator + itemStart, start + itemStart.length)
      starts.push(start)
      ends.push(next < 0 ? end : next)
      start = next < 0 ? -1 : next + separator.length
    }
  }
  return { starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) }
}

/** The document with only some of its items. */
export function withItems(
  document: Buffer,
  { starts, ends }: ItemBounds,
  isWanted: (index: number) => boolean,
): Buffer {
  const separator = document.subarray(ends[0], starts[1])
  const items = [...starts.keys()].filter(isWanted).map((index) => document.subarray(starts[index], ends[index]))
  const separated = items.flatMap((item, index) => (index > 0 ? [separator, item] : [item]))
  return Buffer.concat([
    document.subarray(0, starts[0]),
    ...separated,
    document.subarray(ends.at(-1) ?? document.length),
  ])
}
