import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { ArticleSummary } from '../model/article.ts'
import type { Document } from '../model/document.ts'
import type { Feed } from '../model/feed.ts'
import type { Topic } from '../model/topic.ts'
import { paths } from '../site/urls.ts'
import type { Manifest, ManifestFile } from './manifest.ts'

/** What is published, beside its documents. */
export interface Publication {
  feeds: readonly Feed[]
  /** The articles that are due. */
  articles: readonly ArticleSummary[]
  topics: readonly Topic[]
}

/** How what is to be published differs from what is published now. */
export interface Changes {
  /** Paths of documents that are new or have new bytes, in order. */
  changed: string[]
  /** Paths of documents that are published now and no more afterwards, in order. */
  removed: string[]
  /** Whether anything differs; if not, nothing is written. */
  isNeeded: boolean
}

/** What a manifest says beside its files. */
export type Contents = Omit<Manifest, 'generation' | 'files'>

export function planContents({ feeds, articles, topics }: Publication): Contents {
  return {
    version: 2,
    feeds: Object.fromEntries(feeds.map(({ id, articles: { length } }) => [id, length])),
    articles: Object.fromEntries(articles.map((article) => [article.file, identityOf(article)])),
    moved: Object.fromEntries(topics.flatMap(({ id, formerIds }) => formerIds.map((former) => [former, id]))),
    retired: topics.filter(({ retired }) => retired).map(({ id }) => id),
  }
}

/** What readers know an article by: its id, and its link or its page here, unless that is its id. */
export function identityOf({ id, link, slug = '' }: ArticleSummary): Manifest['articles'][string] {
  return link === id ? { id } : { id, link: link ?? paths.articlePage(slug) }
}

/**
 * What the manifest says of a document.
 *
 * One whose bytes are published already keeps its time of modification; one whose bytes change gets a later one, by a
 * second at least, since HTTP dates have no fractions.
 *
 * @param before what the manifest says of it now, if it is published
 */
export function planFile(
  { path, mediaType }: Pick<Document, 'path' | 'mediaType'>,
  body: Uint8Array,
  before: ManifestFile | undefined,
  now: Date,
): ManifestFile {
  const sha256 = createHash('sha256').update(body).digest('hex')
  if (before?.sha256 === sha256) return { ...before, mediaType }
  const second = Math.floor(now.getTime() / 1000)
  const earliest = before ? Date.parse(before.lastModified) / 1000 + 1 : second
  const lastModified = new Date(Math.max(second, earliest) * 1000).toISOString()
  return { path, sha256, bytes: body.length, mediaType, lastModified, encodings: {} }
}

/** How two manifests differ, but for the number of the generation. */
export function compareManifests(next: Omit<Manifest, 'generation'>, previous: Manifest | undefined): Changes {
  const before = new Map(previous?.files.map((file) => [file.path, file.sha256]))
  const after = new Set(next.files.map(({ path }) => path))
  const changed = next.files.filter(({ path, sha256 }) => before.get(path) !== sha256).map(({ path }) => path)
  const removed = [...before.keys()].filter((path) => !after.has(path))
  const isNeeded =
    changed.length > 0 ||
    removed.length > 0 ||
    !isDeepStrictEqual({ ...next, generation: 0 }, { ...previous, generation: 0 })
  return { changed, removed, isNeeded }
}
