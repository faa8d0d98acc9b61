import type { CorpusProfile } from '../../src/corpus/corpus-profile.ts'

/** The profile of a plain folder, with the given changes. */
export function profile(changes: Partial<CorpusProfile> = {}): CorpusProfile {
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
    usesGitDates: false,
    ...changes,
  }
}
