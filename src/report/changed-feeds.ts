/** The ids of the feeds that changed documents belong to. */
export function changedFeeds(changed: readonly string[]): string[] {
  return [...new Set(changed.flatMap((path) => /^feeds\/([^/]+?)(?:\/archive\/\d+)?\.\w+$/.exec(path)?.[1] ?? []))]
}
