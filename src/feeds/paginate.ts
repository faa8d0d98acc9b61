/** The articles of a feed, parted into documents. */
export interface Pages<Item> {
  /** The newest, newest first. */
  newest: Item[]
  /** Archive pages, the oldest first; within a page the newest comes first. */
  archives: Item[][]
}

/**
 * Parts the articles of a feed into the newest `feedItems` and archive pages of the rest (RFC 5005 §4).
 *
 * Pages fill up from the oldest article on, so that a full page stays as it is when articles come in: each new one moves
 * the oldest of the newest onto the last page. A last page that is full gets an empty one after it, to which it can link
 * from the beginning.
 *
 * @param items newest first
 * @param options.archiveItems how many articles a page holds; 0 makes no pages
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
