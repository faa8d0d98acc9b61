import { hash } from 'node:crypto'

/** A part of a feed's history. */
interface ArchivePage<Item> {
  /** The name in its URL: {@link OLDEST}, or a hash of the id of its oldest article. */
  name: string
  /** Newest first. */
  items: readonly Item[]
}

/** The articles of a feed, split into documents. */
export interface Pages<Item> {
  /** The newest articles, newest first. */
  newest: readonly Item[]
  /** Archive pages, oldest first. */
  archives: ArchivePage<Item>[]
}

/** The name of the page that begins with the oldest article, whichever that is. */
const OLDEST = 'oldest'

/** Hexadecimal digits of a name: enough for all articles of a feed to differ. */
const NAME_LENGTH = 16

/**
 * Splits the articles of a feed into the newest `feedItems` and archive pages with the rest (RFC 5005 §4).
 *
 * The articles themselves say where a page begins: at each one whose hash is the smallest among itself and the
 * `archiveItems` / 2 articles on either side (content-defined chunking by local minima). So an article that comes or goes, at
 * whatever date, changes only the pages around it. Pages have `archiveItems` articles on average, nearly all between half and
 * twice as many.
 *
 * @param items newest first
 * @param options.archiveItems average number of articles per page; 0 for no archive
 */
export function paginate<Item extends { id: string }>(
  items: readonly Item[],
  { feedItems, archiveItems }: { feedItems: number; archiveItems: number },
): Pages<Item> {
  const newest = items.slice(0, feedItems)
  if (archiveItems === 0 || items.length <= feedItems) return { newest, archives: [] }
  const names = items.map(nameOf)
  const pages = findFirsts(names, Math.floor(archiveItems / 2))
    .filter((index) => index >= feedItems)
    .map((first) => ({ first, name: names[first] as string }))
  const oldest = items.length - 1
  if (pages.at(-1)?.first !== oldest) pages.push({ first: oldest, name: OLDEST })
  const archives = pages.map(({ first, name }, index) => {
    const start = index === 0 ? feedItems : (pages[index - 1] as { first: number }).first + 1
    return { name, items: items.slice(start, first + 1) }
  })
  return { newest, archives: archives.reverse() }
}

/** The indexes of the articles that a page begins with, newest first: all smaller than those within a distance of them. */
function findFirsts(hashes: readonly string[], distance: number): number[] {
  const firsts: number[] = []
  for (let index = distance; index < hashes.length - distance; index++) {
    if (isSmallest(hashes, index, distance)) firsts.push(index)
  }
  return firsts
}

function isSmallest(hashes: readonly string[], index: number, distance: number): boolean {
  const own = hashes[index] as string
  for (let offset = 1; offset <= distance; offset++) {
    if ((hashes[index - offset] as string) <= own || (hashes[index + offset] as string) <= own) return false
  }
  return true
}

const namesById = new WeakMap<object, string>()

/** Hashed once for each article, which is in several feeds. */
function nameOf(item: { id: string }): string {
  const known = namesById.get(item)
  if (known !== undefined) return known
  const name = hash('sha256', item.id).slice(0, NAME_LENGTH)
  namesById.set(item, name)
  return name
}
