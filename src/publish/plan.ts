import { isDeepStrictEqual } from 'node:util'
import type { ArticleSummary } from '../model/article.ts'
import type { Document } from '../model/document.ts'
import type { Feed } from '../model/feed.ts'
import type { Topic } from '../model/topic.ts'
import { isLoopback } from '../site/podcast-guid.ts'
import { paths } from '../site/urls.ts'
import type { Manifest, ManifestFile } from './manifest.ts'
import { planMovedPages } from './plan-moved-pages.ts'
import { shorten, shortHash } from './short-hash.ts'

/** The feeds, articles and topics to publish. */
export interface Publication {
  feeds: readonly Feed[]
  /** Articles that are due. */
  articles: readonly ArticleSummary[]
  topics: readonly Topic[]
}

/** How the next generation differs from the current one. */
export interface Changes {
  /** Paths of documents that are new or have new bytes. */
  changed: string[]
  /** Paths of documents that are no longer published. */
  removed: string[]
  /** Whether anything differs; otherwise nothing is written. */
  isNeeded: boolean
}

/** A manifest without its files. */
export type Contents = Omit<Manifest, 'generation' | 'files'>

/** @param previous the manifest of the previous generation, if any */
export function planContents({ feeds, articles, topics }: Publication, previous: Manifest | undefined): Contents {
  const names = feeds.flatMap(({ id, topic }) => (topic && !topic.kind ? [[id, topic.name] as const] : []))
  return {
    version: 2,
    feeds: Object.fromEntries(feeds.map(({ id, articles: { length } }) => [id, length])),
    topics: Object.fromEntries(names),
    ...describePodcasts(feeds),
    articles: Object.fromEntries(articles.map((article) => [article.file, describe(article, previous)])),
    moved: Object.fromEntries(topics.flatMap(({ id, formerIds }) => formerIds.map((former) => [former, id]))),
    movedPages: planMovedPages(articles, previous),
    retired: topics.filter(({ retired }) => retired).map(({ id }) => id),
    ...describeVanished(names, topics, previous),
  }
}

function describeVanished(
  names: readonly (readonly [string, string])[],
  topics: readonly Topic[],
  previous: Manifest | undefined,
): Pick<Contents, 'vanished'> {
  const known = new Set(names.map(([id]) => id))
  for (const { id, formerIds, retired } of topics)
    for (const each of retired ? [id, ...formerIds] : formerIds) known.add(each)
  const { vanished: before = [], topics: published = {}, moved = {}, retired = [] } = previous ?? {}
  const everKnown = new Set([...before, ...Object.keys(published), ...Object.keys(moved), ...retired])
  const vanished = [...everKnown].filter((id) => !known.has(id)).sort()
  return vanished.length > 0 ? { vanished } : {}
}

function describePodcasts(feeds: readonly Feed[]): Pick<Contents, 'podcasts'> {
  const guids = feeds.flatMap(({ id, podcast, pageUrl }) =>
    podcast && !isLoopback(pageUrl) ? [[id, podcast.guid]] : [],
  )
  return guids.length > 0 ? { podcasts: Object.fromEntries(guids) } : {}
}

/** The manifest entry of an article. The title of a file is not hashed again while its bytes are the same. */
function describe(article: ArticleSummary, previous: Manifest | undefined): Manifest['articles'][string] {
  const { file, title } = article
  const digest = shorten(article.digest)
  const before = previous && Object.hasOwn(previous.articles, file) ? previous.articles[file] : undefined
  const isSame = before?.digest === digest && before.title !== undefined
  return { ...identityOf(article), title: isSame ? before.title : shortHash(title), digest }
}

/** The id of an article, and its link or the path of its page, if that is not the id. */
export function identityOf({ id, link, slug = '' }: ArticleSummary): Pick<Manifest['articles'][string], 'id' | 'link'> {
  return link === id ? { id } : { id, link: link ?? paths.articlePage(slug) }
}

/** How far many changes within a second may take dates ahead of the clock. */
const MAX_AHEAD_S = 86_400

type PlannedDocument = Pick<Document, 'path' | 'mediaType' | 'isSettled' | 'isForStaticHosts'>

/**
 * The manifest entry of a document.
 *
 * If the bytes are already published, it keeps its `lastModified`. Otherwise `lastModified` is at least a second later than
 * before, because HTTP dates have no fractions. A date that lies more than a day ahead is of a clock that was wrong, and is not
 * followed.
 *
 * @param before the current entry, if the document is published
 */
export function planFile(
  document: PlannedDocument,
  { sha256, bytes }: Pick<ManifestFile, 'sha256' | 'bytes'>,
  before: ManifestFile | undefined,
  now: Date,
): ManifestFile {
  if (before?.sha256 === sha256) return { ...before, ...describeDocument(document) }
  const second = Math.floor(now.getTime() / 1000)
  const next = before ? Date.parse(before.lastModified) / 1000 + 1 : second
  const lastModified = new Date((next > second + MAX_AHEAD_S ? second : Math.max(second, next)) * 1000).toISOString()
  return { path: document.path, sha256, bytes, ...describeDocument(document), lastModified, encodings: {} }
}

/** What the manifest says of a document besides its bytes. */
export function describeDocument({
  mediaType,
  isSettled,
  isForStaticHosts,
}: PlannedDocument): Pick<ManifestFile, 'mediaType' | 'settled' | 'forStaticHosts'> {
  return { mediaType, settled: isSettled || undefined, forStaticHosts: isForStaticHosts || undefined }
}

/** Compares two manifests, except what readers do not see: generation numbers, peaks, and the hashes of articles. */
export function compareManifests(next: Omit<Manifest, 'generation'>, previous: Manifest | undefined): Changes {
  const before = new Map(previous?.files.map((file) => [file.path, file.sha256]))
  const after = new Set(next.files.map(({ path }) => path))
  const changed = next.files.filter(({ path, sha256 }) => before.get(path) !== sha256).map(({ path }) => path)
  const removed = [...before.keys()].filter((path) => !after.has(path))
  const isNeeded =
    changed.length > 0 ||
    removed.length > 0 ||
    !isDeepStrictEqual(visibleParts(next), previous && visibleParts(previous))
  return { changed, removed, isNeeded }
}

function visibleParts({ articles, files, peaks: _, ...manifest }: Omit<Manifest, 'generation'>) {
  const identities = Object.entries(articles).map(([file, { id, link }]) => [file, [id, link]])
  // In a manifest that was read, what is undefined is missing.
  const described = files.map(({ settled = false, forStaticHosts = false, ...file }) => ({
    ...file,
    settled,
    forStaticHosts,
  }))
  return { ...manifest, files: described, generation: 0, articles: Object.fromEntries(identities) }
}
