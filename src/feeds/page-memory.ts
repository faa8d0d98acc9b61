import { hash } from 'node:crypto'
import type { ArticleSummary } from '../model/article.ts'

/** What the last run computed of pages, by key, with all else that it depends on. */
export interface PageMemory<Value> {
  context: string
  byKey: Map<string, { articles: readonly ArticleSummary[]; value: Value }>
}

export function createPageMemory<Value>(): PageMemory<Value> {
  return { context: '', byKey: new Map() }
}

/**
 * Creates a function that computes something of a page. In a long history, nearly all pages have the same articles as in the last
 * run, which are the same objects unless they were read again.
 *
 * @param memory of the last run of this process; replaced by that of this run
 * @param context all that the values depend on, besides the articles
 */
export function rememberPages<Value>(
  memory: PageMemory<Value>,
  context: unknown,
  compute: (articles: readonly ArticleSummary[]) => Value,
): (key: string, articles: readonly ArticleSummary[]) => Value {
  const digest = hash('sha256', JSON.stringify(context), 'base64')
  const before: PageMemory<Value>['byKey'] = digest === memory.context ? memory.byKey : new Map()
  const byKey: PageMemory<Value>['byKey'] = new Map()
  Object.assign(memory, { context: digest, byKey })
  return (key, articles) => {
    const previous = before.get(key)
    const isSame =
      previous?.articles.length === articles.length &&
      previous.articles.every((article, at) => article === articles[at])
    const page = isSame ? previous : { articles, value: compute(articles) }
    byKey.set(key, page)
    return page.value
  }
}
