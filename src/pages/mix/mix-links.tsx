import type { ComposedArticle } from '../../model/composed-article.ts'
import type { Feed } from '../../model/feed.ts'
import { paths } from '../../site/urls.ts'
import { pathTo, type Site } from '../site.ts'

interface MixLinksProps {
  feed: Feed
  /** The newest articles of the feed. */
  newest: readonly ComposedArticle[]
  site: Site
}

/**
 * Links from a topic or an author to feeds that are made of it, which only the server can answer: it alone shows them. A named mix
 * has none: its filters are in its file.
 */
export function MixLinks({ feed, newest, site }: MixLinksProps) {
  const selection = selectionOf(feed)
  if (selection === undefined) return null
  const isRated = newest.some(({ quality, heat }) => quality !== undefined || heat !== undefined)
  const companion = feed.id !== 'all' && !feed.topic?.kind ? companionOf(feed.id, newest) : undefined
  const linkTo = (...parameters: string[]) => {
    const query = parameters.filter((parameter) => parameter !== '').join('&')
    return pathTo(site, paths.mixPage) + (query && `?${query}`)
  }
  return (
    <>
      <link rel="stylesheet" href={pathTo(site, paths.serverStyle)} />
      <nav class="topic-links served" aria-label="Variations" lang="en">
        <h2>Variations</h2>
        <ul class="inline">
          {isRated ? (
            <li>
              <a href={linkTo(selection, 'top=3/week')}>Only the best</a>
            </li>
          ) : null}
          <li>
            <a href={linkTo(selection, 'digest=week')}>Weekly digest</a>
          </li>
          <li>
            <a href={linkTo(selection, 'content=excerpt')}>Excerpts only</a>
          </li>
          {companion ? (
            <li>
              <a href={linkTo(`all=${[feed.id, companion.id].sort().map(encodeURIComponent).join(',')}`)}>
                With <bdi>{companion.name}</bdi>
              </a>
            </li>
          ) : null}
          <li>
            <a href={linkTo(selection)}>Compose a feed …</a>
          </li>
        </ul>
      </nav>
    </>
  )
}

/** The parameter that selects the articles of a feed; empty for all articles, undefined for a named mix. */
function selectionOf({ id, topic }: Feed): string | undefined {
  if (id === 'all') return ''
  if (topic?.kind === 'mix') return undefined
  const [parameter, value] = topic?.kind === 'author' ? ['author', id.replace(/^author-/, '')] : ['any', id]
  return `${parameter}=${encodeURIComponent(value)}`
}

/** The topic that most, but not all, of the articles have too. */
function companionOf(topicId: string, articles: readonly ComposedArticle[]) {
  const found = new Map<string, { id: string; name: string; count: number }>()
  for (const { id, name } of articles.flatMap(({ topics }) => topics)) {
    const { count } = found.get(id) ?? { count: 0 }
    if (id !== topicId) found.set(id, { id, name, count: count + 1 })
  }
  const partial = [...found.values()].filter(({ count }) => count < articles.length)
  return partial.sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))[0]
}
