import { randomUUID } from 'node:crypto'

/** With more paths, all are invalidated: that costs as much as one. */
const MAX_PATHS = 1000

/** What a CDN must forget, in the form that CloudFront takes. */
export interface Invalidation {
  /** Lets CloudFront recognize a list that was sent before. */
  CallerReference: string
  Paths: { Quantity: number; Items: string[] }
}

/** The invalidation of documents; the page of a folder has two paths. */
export function invalidationOf(documents: readonly string[]): Invalidation {
  const all = documents.flatMap((path) => {
    const url = `/${path.split('/').map(encodeURIComponent).join('/')}`
    return url.endsWith('/index.html') ? [url.slice(0, -'index.html'.length), url] : [url]
  })
  const Items = all.length > MAX_PATHS ? ['/*'] : all
  return { CallerReference: randomUUID(), Paths: { Quantity: Items.length, Items } }
}
