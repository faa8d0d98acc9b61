import type { Diagnostic } from '../model/diagnostic.ts'
import type { Feed, FeedPage } from '../model/feed.ts'
import { feedFormats } from '../model/feed-formats.ts'
import { diagnostic } from '../model/rules.ts'
import { paths } from '../site/urls.ts'
import type { ManifestFile } from './manifest.ts'

/** Readers that limit what they download take at least this much: CommaFeed 5 MiB, others 5 MB. */
const MAX_BYTES = 5_000_000

/** How many of the longest articles are named. */
const NAMED_ARTICLES = 3

/** Finds feeds with a document that many readers refuse as too large; names its longest articles. */
export function findLargeDocuments(
  feeds: readonly Pick<Feed, 'id' | 'subscription' | 'archives'>[],
  files: readonly ManifestFile[],
): Diagnostic[] {
  const large = new Map(files.filter(({ bytes }) => bytes > MAX_BYTES).map(({ path, bytes }) => [path, bytes]))
  if (large.size === 0) return []
  return feeds.flatMap(({ id, subscription, archives }) => {
    const documents = [subscription, ...archives].flatMap((page) =>
      feedFormats.flatMap(({ extension }) => {
        const path = paths.feed(id, extension, page.name)
        const bytes = large.get(path)
        return bytes === undefined ? [] : [{ path, bytes, page }]
      }),
    )
    const [largest] = documents.sort((a, b) => b.bytes - a.bytes)
    return largest ? [describe(largest)] : []
  })
}

function describe({ path, bytes, page }: { path: string; bytes: number; page: FeedPage }): Diagnostic {
  const longest = page.articles
    .toSorted((a, b) => b.size - a.size)
    .slice(0, NAMED_ARTICLES)
    .map(({ file, size }) => `${file} (${megabytes(size)})`)
  const message = `has ${megabytes(bytes)}, and many readers take no more than 5 MB; its longest articles are ${longest.join(', ')}`
  return diagnostic('document-too-large', { file: path }, message, { severity: 'warning' })
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
