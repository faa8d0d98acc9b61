/** The articles of a feed, split into documents. */
export interface Pages<Item> {
  /** The newest articles, newest first. */
  newest: Item[]
  /** Archive pages, oldest first; within a page, newest first. */
  archives: Item[][]
}

/**
 * Splits the articles of a feed into the newest `feedItems` and archive pages with the rest (RFC 5005 §4).
 *
 * Pages fill up from the oldest article on, so that a full page does not change when articles are added: each new article moves
 * the oldest of the newest to the last page. A full last page is followed by an empty one, so that it can link to it from the
 * start.
 *
 * @param items newest first
 * @param options.archiveItems articles per page; 0 for no archive
 */
export function paginate<Item>(
  items: readonly Item[],
  { feedItems, archiveItems }: { feedItems: number; archiveItems: number },
): Pages<Item> {
  const newest = items.slice(0, feedItems)
  const archives: Item[][] = []
  if (archiveItems > 0 && items.length > feedItems) {
    for (let end = items.length; end >= feedItems; end -= archiveItems) {
      archives.push(items.slice(Math.max(end - archiveItems, feedItems), end))
    }
  }
  return { newest, archives }
}
