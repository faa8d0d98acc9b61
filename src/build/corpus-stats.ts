import type { CorpusProfile } from '../corpus/corpus-profile.ts'
import { describeProfile } from '../corpus/describe-profile.ts'
import { type ArticleSummary, isDue } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Publication } from '../publish/plan.ts'
import type { CorpusStats } from './run-report.ts'

/**
 * What a run reports of a corpus.
 *
 * @param options.files the number of files that may be articles
 * @param options.dueBy articles with later dates are scheduled
 */
export function corpusStats(
  corpus: Corpus,
  { articles, feeds }: Publication,
  {
    files,
    profile,
    dueBy,
    nextDue,
    diagnostics,
  }: { files: number; profile: CorpusProfile; dueBy: Date; nextDue: Date | undefined; diagnostics: Diagnostic[] },
): CorpusStats {
  return {
    files,
    published: articles.length,
    ignored: corpus.ignored,
    understood: describeProfile(profile),
    ...countWaiting(corpus.articles, dueBy),
    nextDue,
    feeds: feeds.length,
    diagnostics,
  }
}

/** Counts the articles that are not published yet, and no longer. */
function countWaiting(articles: readonly ArticleSummary[], now: Date): Pick<CorpusStats, 'scheduled' | 'expired'> {
  const scheduled = articles.filter(({ published }) => published > now).length
  return { scheduled, expired: articles.filter((article) => !isDue(article, now)).length - scheduled }
}
