import { FeedmillError } from '../errors.ts'
import type { ArticleSummary } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { countNoun } from '../text/count-noun.ts'
import type { Manifest } from './manifest.ts'
import { shorten } from './short-hash.ts'

/** With fewer articles, a change of ids is only reported. */
const MIN_GUARDED_SIZE = 10

/** What says that the configuration of a site was not read as a whole. */
const UNREAD = new Set(['site-config-invalid', 'git-unavailable'])

export interface ConfigurationCheck {
  /** What is wrong with the configuration of the site. */
  site: readonly Diagnostic[]
  /** What is wrong with the articles. */
  corpus: readonly Diagnostic[]
  maxShrinkPercent: number
}

/**
 * Refuses a publication in which files that have not changed become other articles for subscribers, as when the configuration of
 * their site cannot be read, or another one is found: any such article if a configuration could not be read, else most of them.
 *
 * @param articles the articles that are due
 * @returns the refusal, if any
 */
export function checkConfiguration(
  articles: readonly ArticleSummary[],
  previous: Manifest | undefined,
  { site, corpus, maxShrinkPercent }: ConfigurationCheck,
): FeedmillError | undefined {
  const { length: all } = Object.keys(previous?.articles ?? {})
  if (!previous || all === 0) return undefined
  const changed = articles.filter((article) => hasNewId(article, previous)).length
  const unread = site.find(({ rule }) => UNREAD.has(rule))
  const undated = site.some(({ rule }) => rule === 'git-unavailable') ? countUndated(corpus, previous) : 0
  if (unread && changed + undated > 0) {
    return refuse(
      `${unread.file} ${unread.message}, so ${effects(changed, undated)} although the files have not changed`,
      `Fix this. If the change is intended, run "feedmill generate --force" once.`,
      [...site, ...corpus],
    )
  }
  if (all < MIN_GUARDED_SIZE || changed * 100 <= maxShrinkPercent * all) return undefined
  return refuse(
    `${changed} of ${all} articles would have another id although their files have not changed, so subscribers would see them again as new`,
    'Check feedmill.yaml and the configuration of the site. If the change is intended, run "feedmill generate --force" once.',
    corpus,
  )
}

function hasNewId({ file, id, digest }: ArticleSummary, { articles }: Manifest): boolean {
  const before = Object.hasOwn(articles, file) ? articles[file] : undefined
  return before !== undefined && before.id !== id && before.digest === shorten(digest)
}

/** Published articles that have no date any more. */
function countUndated(diagnostics: readonly Diagnostic[], { articles }: Manifest): number {
  const undated = diagnostics.filter(({ file, rule, severity }) => {
    const isUndated = rule === 'field-missing' || rule === 'front-matter-missing'
    return isUndated && severity === 'error' && Object.hasOwn(articles, file)
  })
  return new Set(undated.map(({ file }) => file)).size
}

function effects(changed: number, undated: number): string {
  return [
    ...(changed > 0 ? [`${countNoun(changed, 'article')} would have another id`] : []),
    ...(undated > 0 ? [`${countNoun(undated, 'article')} would have no date`] : []),
  ].join(' and ')
}

function refuse(message: string, hint: string, diagnostics: readonly Diagnostic[]): FeedmillError {
  return new FeedmillError('publication-refused', message, hint, { diagnostics })
}
