import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import type { Manifest } from './manifest.ts'

type Articles = Manifest['articles']

/**
 * Finds articles that another publisher has added, changed or removed since the last run of this one, while its own folder still
 * has them as they were then: it may be out of date, and would publish older articles.
 *
 * @param next the articles to publish
 * @param options.published those that are published now
 * @param options.known those that were published after the last run of this publisher
 */
export function findOlderArticles(
  next: Articles,
  { published, known }: { published: Articles; known: Articles },
): Diagnostic[] {
  const files = new Set([...Object.keys(published), ...Object.keys(known)])
  return [...files].flatMap((file) => {
    const versionIn = (articles: Articles) =>
      Object.hasOwn(articles, file) ? formatVersion(articles[file]) : undefined
    const [own, theirs, last] = [versionIn(next), versionIn(published), versionIn(known)]
    if (theirs === last || own !== last || own === theirs) return []
    const did = theirs === undefined ? 'removed' : last === undefined ? 'added' : 'changed'
    const has = own === undefined ? 'does not have it' : 'has it as before'
    const message = `another publisher has ${did} this article, and CONTENT_DIR ${has}`
    return [diagnostic('article-older', { file }, message, { severity: 'warning' })]
  })
}

function formatVersion({ id, link, digest }: Articles[string] = { id: '' }): string {
  return [id, link, digest].join(' ')
}
