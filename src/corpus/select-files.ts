import type { IgnoredReason } from '../model/ignored-reason.ts'
import type { CorpusProfile } from './corpus-profile.ts'
import { dialects } from './dialects/dialects.ts'
import { createGlobMatcher } from './glob.ts'

/** The Markdown files of a corpus that can be articles, and the others with the reason. */
export interface SelectedFiles {
  articles: string[]
  ignored: Map<string, IgnoredReason>
}

/**
 * Selects the files that can be articles by their paths: as `feedmill.yaml` says, and by the rules of the generator. What is
 * published stays: some rules depend on all paths, and a new file must not take a published article away.
 */
export function selectFiles(
  paths: readonly string[],
  profile: CorpusProfile,
  isPublished: (path: string) => boolean,
): SelectedFiles {
  const { include, exclude, generator } = profile
  const matchesInclude = include.length > 0 ? createGlobMatcher(include) : () => true
  const matchesExclude = createGlobMatcher(exclude)
  const included = paths.filter((path) => matchesInclude(path) && !matchesExclude(path))
  const ignored = dialects[generator].findIgnored(included, profile)
  for (const [path, reason] of ignored) if (reason === 'page' && isPublished(path)) ignored.delete(path)
  const articles = included.filter((path) => !ignored.has(path))
  if (included.length < paths.length) {
    const kept = new Set(included)
    for (const path of paths) if (!kept.has(path)) ignored.set(path, 'excluded')
  }
  return { articles, ignored }
}
