import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { paths } from '../feeds/feed-urls.ts'
import type { Article, Document, Feed, Topic } from '../model.ts'
import type { Manifest, ManifestFile } from './manifest.ts'

/** Everything that is published. */
export interface Publication {
  documents: readonly Document[]
  feeds: readonly Feed[]
  /** The articles that are due. */
  articles: readonly Article[]
  topics: readonly Topic[]
}

/** What is to be published, and how it differs from what is published now. */
export interface PublicationPlan {
  documents: readonly Document[]
  manifest: Manifest
  /** Paths of documents that are new or have new bytes, in order. */
  changed: string[]
  /** Paths of documents that are published now and no more afterwards, in order. */
  removed: string[]
  /** Whether anything differs; if not, nothing is written. */
  isNeeded: boolean
}

/**
 * Plans a publication.
 *
 * A document whose bytes are published already keeps its time of modification; one whose bytes change gets a later one,
 * by a second at least, since HTTP dates have no fractions.
 */
export function planPublication(
  { documents, feeds, articles, topics }: Publication,
  previous: Manifest | undefined,
  now: Date,
): PublicationPlan {
  const before = new Map(previous?.files.map((file) => [file.path, file]))
  const files = documents.map((document) => planFile(document, before.get(document.path), now))
  const paths = new Set(files.map(({ path }) => path))
  const manifest: Manifest = {
    version: 1,
    generation: (previous?.generation ?? 0) + 1,
    files,
    feeds: Object.fromEntries(feeds.map(({ id, articleIds }) => [id, articleIds])),
    articles: Object.fromEntries(articles.map((article) => [article.file, identityOf(article)])),
    moved: Object.fromEntries(topics.flatMap(({ id, formerIds }) => formerIds.map((former) => [former, id]))),
    retired: topics.filter(({ retired }) => retired).map(({ id }) => id),
  }
  return {
    documents,
    manifest,
    changed: files.filter(({ path, sha256 }) => before.get(path)?.sha256 !== sha256).map(({ path }) => path),
    removed: [...before.keys()].filter((path) => !paths.has(path)),
    isNeeded: !isDeepStrictEqual({ ...manifest, generation: 0 }, { ...previous, generation: 0 }),
  }
}

/** What readers know an article by: its id and its link, or its page here. */
export function identityOf({ id, link, slug = '' }: Article): { id: string; link: string } {
  return { id, link: link ?? paths.articlePage(slug) }
}

function planFile({ path, mediaType, body }: Document, before: ManifestFile | undefined, now: Date): ManifestFile {
  const sha256 = createHash('sha256').update(body).digest('hex')
  const bytes = Buffer.byteLength(body)
  if (before?.sha256 === sha256) return { ...before, mediaType }
  const second = Math.floor(now.getTime() / 1000)
  const earliest = before ? Date.parse(before.lastModified) / 1000 + 1 : second
  const lastModified = new Date(Math.max(second, earliest) * 1000).toISOString()
  return { path, sha256, bytes, mediaType, lastModified, encodings: {} }
}
