import type { ArticleSummary } from '../model/article.ts'
import { paths } from '../site/urls.ts'
import { aliasPath } from '../text/alias-path.ts'
import { findRenamed } from './find-renamed.ts'
import type { Manifest } from './manifest.ts'

/**
 * Plans where the former URLs of hosted articles redirect to: their aliases, the pages that they had in the previous generation,
 * and everything that redirected there. A page that exists is never redirected.
 *
 * @returns the paths of pages by former path without its final slash
 */
export function planMovedPages(
  articles: readonly ArticleSummary[],
  previous: Manifest | undefined,
): NonNullable<Manifest['movedPages']> {
  const pages = new Set(articles.flatMap((article) => pageOf(article) ?? []))
  const moved = new Map<string, string>()
  const redirect = (from: string, to: string) => {
    const path = from.replace(/\/$/, '')
    if (!moved.has(path) && !pages.has(`${path}/`)) moved.set(path, to)
  }
  for (const article of articles.filter(({ aliases }) => aliases).sort(oldestFirst)) {
    const page = pageOf(article)
    if (page) for (const alias of article.aliases ?? []) for (const path of pathsOfAlias(alias)) redirect(path, page)
  }
  const moves = previous ? findMoves(articles, previous) : new Map<string, string>()
  for (const [from, to] of moves) redirect(from, to)
  for (const [from, before] of Object.entries(previous?.movedPages ?? {})) {
    const to = pages.has(before) ? before : moves.get(before)
    if (to) redirect(from, to)
  }
  return Object.fromEntries([...moved].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The pages of the previous generation whose articles have another page now, and that page. */
function findMoves(articles: readonly ArticleSummary[], previous: Manifest): Map<string, string> {
  const linkById = new Map(Object.values(previous.articles).map(({ id, link }) => [id, link]))
  const renamed = findRenamed(articles, previous)
  return new Map(
    articles.flatMap((article) => {
      const page = pageOf(article)
      const before = renamed.get(article)?.link ?? linkById.get(article.id)
      return page && before?.startsWith(paths.articlePage('').slice(0, -1)) && before !== page ? [[before, page]] : []
    }),
  )
}

function pageOf({ slug }: ArticleSummary): string | undefined {
  return slug && paths.articlePage(slug)
}

/** A former slug was part of a page here, or a URL of another site generator. */
function pathsOfAlias(alias: string): string[] {
  const path = aliasPath(alias)
  if (path === undefined) return []
  return path.includes('/') ? [path] : [path, paths.articlePage(path)]
}

function oldestFirst(a: ArticleSummary, b: ArticleSummary): number {
  return a.published.getTime() - b.published.getTime() || (a.id < b.id ? -1 : 1)
}
