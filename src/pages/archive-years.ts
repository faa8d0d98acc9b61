import type { Feed } from '../model/feed.ts'

/** The articles of a topic that are not on its page. */
export interface ArchiveYears {
  /** Number of articles of the topic, including the newest. */
  articles: number
  /** The year of the oldest one. */
  since: number | undefined
  /** The years on its history pages, newest first, each with the page of its newest article. */
  years: { year: number; page: string }[]
}

export function archiveYearsOf({ articles, archives }: Feed): ArchiveYears {
  const pages = new Map<number, string>()
  for (const { name = '', articles: pageArticles } of archives) {
    for (const { published } of pageArticles) pages.set(published.getUTCFullYear(), name)
  }
  return {
    articles: articles.length,
    since: articles.at(-1)?.published.getUTCFullYear(),
    years: [...pages].map(([year, page]) => ({ year, page })).sort((a, b) => b.year - a.year),
  }
}
