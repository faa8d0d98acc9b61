import { articleId } from '../../corpus/article-id.ts'
import { idLine } from '../../model/id-line.ts'
import { countNoun } from '../../text/count-noun.ts'
import { stripControls } from '../../text/strip-controls.ts'
import type { FeedComparison, Match } from './compare-feed.ts'
import { wouldRepeat } from './compare-feed.ts'

/** How many of each list a report shows. */
const SHOWN = 5

/**
 * The comparison for people, at most a screen long.
 *
 * @param source the file or URL of the feed
 */
export function formatComparison(comparison: FeedComparison, source: string): string {
  const { items, sameId, sameLink, similarLink, lost, unexpected, newer } = comparison
  const sections = [
    listOf(sameLink, 'same link, but another id: subscribers would see them again. Add the line to the file:', idLines),
    listOf(similarLink, 'similar link, and another id: if it is the same article, add the line to the file:', idLines),
    listOf(lost, 'not found among the articles:', ({ title, link, id }) => [`${title || '(no title)'} ${link ?? id}`]),
    listOf(
      unexpected,
      'not in the feed although not newer, so they would appear as new. If that is too many, lower FEED_ITEMS:',
      ({ file, title, published }) => [`${file} ${published.toISOString().slice(0, 10)} ${title}`],
    ),
  ]
  return [
    ...sections.flat(),
    `${countNoun(items, 'item')} in ${source}: ${sameId} with the id of an article, ${sameLink.length} with only its link, ` +
      `${similarLink.length} with a similar link, ${lost.length} not found`,
    ...(newer > 0 ? [`${countNoun(newer, 'article')} newer than the feed`] : []),
    wouldRepeat(comparison) ? 'Subscribers would see old articles as new' : 'Subscribers would see nothing twice',
  ]
    .map(stripControls)
    .join('\n')
}

/** The whole comparison as JSON, for programs. */
export function formatComparisonAsJson(comparison: FeedComparison): string {
  const matches = (list: readonly Match[]) =>
    list.map(({ item, article }) => {
      const { file, id } = article
      return { file, id, formerId: item.id, line: canKeep(item.id) ? idLine(item.id, article) : null }
    })
  const { sameLink, similarLink, ...rest } = comparison
  return JSON.stringify({ ...rest, sameLink: matches(sameLink), similarLink: matches(similarLink) }, null, 2)
}

function listOf<Item>(items: readonly Item[], heading: string, linesOf: (item: Item) => string[]): string[] {
  if (items.length === 0) return []
  const rest = items.length - SHOWN
  return [
    `${items.length} ${heading}`,
    ...items.slice(0, SHOWN).flatMap((item) => linesOf(item).map((line) => `  ${line}`)),
    ...(rest > 0 ? [`  and ${rest} more (all of them with --json)`] : []),
    '',
  ]
}

function idLines({ item, article }: Match): string[] {
  const line = canKeep(item.id) ? idLine(item.id, article) : `cannot be kept, because it is no URI: ${item.id}`
  return [article.file, `  ${line}`]
}

/** Whether an article can have the id: Atom needs a URI, and all formats have the same id. */
function canKeep(id: string): boolean {
  return articleId('', { id }) === id
}
