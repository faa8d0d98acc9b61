import { formats } from './formats.ts'

/** A feed document that can be written with some of its items only. */
export interface SplitDocument {
  /** The text of each item. */
  items: string[]
  /** The document with only the wanted items. */
  withItems: (isWanted: (item: string) => boolean) => string
}

/**
 * Splits a document of {@link assembleDocument}. No text in it can look like the markup of an item: every `<` in titles and
 * content is escaped or belongs to an allowed element, and JSON strings contain no line breaks.
 *
 * @param mediaType the media type of one of the formats
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
