import { parseFeedPath } from '../site/urls.ts'

/** The ids of the feeds that changed documents belong to. */
export function changedFeeds(changed: readonly string[]): string[] {
  return [...new Set(changed.flatMap((path) => parseFeedPath(path)?.feedId ?? []))]
}
