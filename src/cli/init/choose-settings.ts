import type { NamedCount, ProposedSetting } from './folder-summary.ts'

/** A site with more topics is advised to leave the small ones without a feed. */
const MANY_TOPICS = 200

/** What is known of a folder and its site. */
export interface KnownSite {
  /** The value of `generator`, and how it was recognised. */
  generator?: string | undefined
  evidence?: string | undefined
  site?: string | undefined
  permalink?: string | undefined
  /** IANA time zone. */
  timezone: string
  /** BCP 47 language tag. */
  language?: string | undefined
  /** Globs of the files that are articles, if most others are not. */
  include?: string[] | undefined
  topics: readonly NamedCount[]
}

/** The settings to propose for a folder: what is known, and examples of what only its owner knows. */
export function chooseSettings(known: KnownSite): ProposedSetting[] {
  const { generator, evidence, site, permalink, timezone, language, include, topics } = known
  const of = <Key extends string>(key: Key, value: unknown, example: unknown, comment: string): ProposedSetting =>
    value === undefined ? { key, value: example, comment, isExample: true } : { key, value, comment }
  const limit = topicLimit(topics)
  return [
    of('generator', generator, 'hugo', evidence ? `recognised by ${evidence}` : 'whose rules the files follow'),
    of(
      'site',
      site,
      'https://blog.example.org',
      'where the articles live; without it Feedmill hosts those with a body',
    ),
    of(
      'permalink',
      permalink,
      '/:year/:month/:slug/',
      'the path of an article on the site, if not as the generator has it',
    ),
    of('timezone', timezone === 'UTC' ? undefined : timezone, 'UTC', 'of dates without a zone'),
    of('language', language, 'en', 'of articles that name none'),
    ...(include ? [{ key: 'include', value: include, comment: 'most other files are no articles' }] : []),
    of('topics', limit?.value, { minArticles: 3 }, limit?.comment ?? 'topics with fewer articles have no feed'),
  ]
}

/** The least number of articles with which no more than {@link MANY_TOPICS} topics have a feed. */
function topicLimit(topics: readonly NamedCount[]): { value: { minArticles: number }; comment: string } | undefined {
  const next = topics.map(({ count }) => count).sort((a, b) => b - a)[MANY_TOPICS]
  if (next === undefined) return undefined
  const minArticles = next + 1
  const left = topics.filter(({ count }) => count >= minArticles).length
  return { value: { minArticles }, comment: `${left} of ${topics.length} topics have that many articles` }
}
