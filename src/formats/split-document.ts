import { formats } from './formats.ts'

/** A feed document in parts, so that it can be had with some of its items only. */
export interface SplitDocument {
  /** The text of each item, in order. */
  items: string[]
  /** The document with only those items that are wanted. */
  withItems: (isWanted: (item: string) => boolean) => string
}

/**
 * Splits a document as {@link assembleDocument} writes it: no text in it can be taken for the markup of an item, since all
 * `<` of titles and contents are escaped or belong to the few elements that sanitizing leaves, and JSON has no line breaks
 * in its texts.
 *
 * @param mediaType one of those of the formats
 */
export function splitDocument(text: string, mediaType: string): SplitDocument {
  const format = formats.find((candidate) => candidate.mediaType === mediaType)
  const start = format ? text.indexOf(format.itemStart) : -1
  if (!format || start < 0) return { items: [], withItems: () => text }
  const { itemStart, separator, tailStart } = format
  const end = text.lastIndexOf(tailStart)
  const [head, tail] = [text.slice(0, start), text.slice(end)]
  const items = text
    .slice(start + itemStart.length, end)
    .split(separator + itemStart)
    .map((item) => itemStart + item)
  return { items, withItems: (isWanted) => head + items.filter(isWanted).join(separator) + tail }
}
