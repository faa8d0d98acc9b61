import type { ArticleSummary } from '../model/article.ts'
import type { Manifest } from './manifest.ts'
import { shorten, shortHash } from './short-hash.ts'

/** An article of the previous generation. */
export interface FormerArticle {
  file: string
  id: string
  /** Its link, or the path of its page. */
  link: string
}

/**
 * Finds articles that have a new file and a new id, but the bytes or the title of an article whose file and id are gone. A match
 * must be the only one; a title that other articles have too does not count.
 */
export function findRenamed(
  articles: readonly ArticleSummary[],
  previous: Manifest,
): ReadonlyMap<ArticleSummary, FormerArticle> {
  const files = new Set(articles.map(({ file }) => file))
  const before = Object.entries(previous.articles).map(([file, article]) => ({ file, ...article }))
  const missing = before.filter(({ file }) => !files.has(file))
  if (missing.length === 0) return new Map()
  const ids = new Set(articles.map(({ id }) => id))
  const idsBefore = new Set(before.map(({ id }) => id))
  const gone = new Set(missing.filter(({ id }) => !ids.has(id)))
  const added = articles.filter(({ file, id }) => !Object.hasOwn(previous.articles, file) && !idsBefore.has(id))
  const titlesBefore = uniqueBy(before, ({ title }) => title)
  const titles = uniqueBy(articles, ({ title }) => title)
  const goneByDigest = uniqueBy([...gone], ({ digest }) => digest)
  const addedByDigest = uniqueBy(added, ({ digest }) => shorten(digest))
  const pairs = added.flatMap((article) => {
    const digest = shorten(article.digest)
    const sameBytes = addedByDigest.has(digest) ? goneByDigest.get(digest) : undefined
    const sameTitle = titles.has(article.title) ? titlesBefore.get(shortHash(article.title)) : undefined
    const former = sameBytes ?? (sameTitle && gone.has(sameTitle) ? sameTitle : undefined)
    return former ? [{ article, former: { ...former, link: former.link ?? former.id } }] : []
  })
  const unique = uniqueBy(pairs, ({ former }) => former.file)
  return new Map([...unique.values()].map(({ article, former }) => [article, former]))
}

/** The items whose key no other item has. Items without a key are left out. */
function uniqueBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, Item> {
  const byKey = new Map<string, Item>()
  const repeated = new Set<string>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === undefined) continue
    if (byKey.has(key)) repeated.add(key)
    byKey.set(key, item)
  }
  for (const key of repeated) byKey.delete(key)
  return byKey
}
