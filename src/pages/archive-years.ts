import type { Feed } from '../model/feed.ts'

/** What the page of a topic says of the articles that it has no room for. */
export interface ArchiveYears {
  /** How many articles the topic has, with the newest. */
  articles: number
  /** The year of the first one. */
  since: number | undefined
  /** The years of those on the pages of its history, newest first, each with the page where its newest one is. */
  years: { year: number; page: number }[]
}

/** What the page of a topic says of the past. */
export function archiveYearsOf({ articles, archives }: Feed): ArchiveYears {
  const pages = new Map<number, number>()
  for (const { number = 0, listed } of archives) {
    for (const { published } of listed) pages.set(published.getUTCFullYear(), number)
  }
  return {
    articles: articles.length,
    since: articles.at(-1)?.published.getUTCFullYear(),
    years: [...pages].map(([year, page]) => ({ year, page })).sort((a, b) => b.year - a.year),
  }
}
