import type { ComposedArticle } from '../../model/composed-article.ts'
import { paths } from '../../site/urls.ts'
import { pathTo, type Site } from '../site.ts'

interface MixLinksProps {
  /** The id of a topic, or `all`. */
  topicId: string
  /** The newest articles of the topic. */
  newest: readonly ComposedArticle[]
  site: Site
}

/** Links from a topic to feeds that are made of it, which only the server can answer: it alone shows them. */
export function MixLinks({ topicId, newest, site }: MixLinksProps) {
  const isRated = newest.some(({ quality, heat }) => quality !== undefined || heat !== undefined)
  const companion = companionOf(topicId, newest)
  const topics = topicId === 'all' ? '' : `any=${encodeURIComponent(topicId)}`
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
              <a href={linkTo(topics, 'top=3/week')}>Only the best</a>
            </li>
          ) : null}
          <li>
            <a href={linkTo(topics, 'digest=week')}>Weekly digest</a>
          </li>
          <li>
            <a href={linkTo(topics, 'content=excerpt')}>Excerpts only</a>
          </li>
          {companion ? (
            <li>
              <a href={linkTo(`all=${[topicId, companion.id].sort().map(encodeURIComponent).join(',')}`)}>
                With <bdi>{companion.name}</bdi>
              </a>
            </li>
          ) : null}
          <li>
            <a href={linkTo(topics)}>Compose a feed …</a>
          </li>
        </ul>
      </nav>
    </>
  )
}

/** The topic that most, but not all, of the articles have too; none for all articles. */
function companionOf(topicId: string, articles: readonly ComposedArticle[]) {
  if (topicId === 'all') return undefined
  const found = new Map<string, { id: string; name: string; count: number }>()
  for (const { id, name } of articles.flatMap(({ topics }) => topics)) {
    const { count } = found.get(id) ?? { count: 0 }
    if (id !== topicId) found.set(id, { id, name, count: count + 1 })
  }
  const partial = [...found.values()].filter(({ count }) => count < articles.length)
  return partial.sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))[0]
}
