/** A feed document in parts, so that it can be had with some of its items only. */
export interface SplitDocument {
  /** The text of each item, in order. */
  items: string[]
  /** The document with only those items that are wanted. */
  withItems: (isWanted: (item: string) => boolean) => string
}

/**
 * Splits a document as the renderers write it: no text in it can be taken for the markup of an item, since all `<` of
 * titles and contents are escaped or belong to the few elements that sanitizing leaves.
 *
 * @param mediaType one of those of the formats
 */
export function splitDocument(text: string, mediaType: string): SplitDocument {
  return mediaType === 'application/feed+json' ? splitJson(text) : splitXml(text)
}

function splitXml(text: string): SplitDocument {
  const element = /\s*<(item|entry)[\s>][\s\S]*?<\/\1>/g
  return {
    items: text.match(element) ?? [],
    withItems: (isWanted) => text.replace(element, (item) => (isWanted(item) ? item : '')),
  }
}

function splitJson(text: string): SplitDocument {
  const feed = JSON.parse(text) as { items: unknown[] }
  return {
    items: feed.items.map((item) => JSON.stringify(item)),
    withItems: (isWanted) => {
      const items = feed.items.filter((item) => isWanted(JSON.stringify(item)))
      return `${JSON.stringify({ ...feed, items }, null, 4)}\n`
    },
  }
}
