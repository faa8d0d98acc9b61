import type { CorpusProfile } from '../../src/corpus/corpus-profile.ts'

/** The profile of a plain folder of articles, with the given differences. */
export function profileOf(differences: Partial<CorpusProfile> = {}): CorpusProfile {
  return {
    generator: 'none',
    timezone: 'UTC',
    permalinks: [],
    settings: {},
    prefix: '',
    include: [],
    exclude: [],
    fields: {},
    topics: { minArticles: 1, exclude: [], max: 1000 },
    authors: {},
    hasAuthorFeeds: false,
    usesGitDates: false,
    ...differences,
  }
}
