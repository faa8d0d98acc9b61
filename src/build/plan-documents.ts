import { createYielder } from '../concurrency/create-yielder.ts'
import { type Config, DEFAULT_SITE_TITLE } from '../config.ts'
import type { CorpusProfile } from '../corpus/corpus-profile.ts'
import type { CorpusFiles } from '../corpus/list-files.ts'
import { createFingerprint, type Fingerprint } from '../feeds/article-fingerprint.ts'
import { documentsOfMixIndex } from '../feeds/mix/index-documents.ts'
import { selectDue, selectFeeds } from '../feeds/select-feeds.ts'
import { documentOfFeedList, documentsOfFeed } from '../formats/formats.ts'
import { indexPage } from '../formats/item-index.ts'
import type { Assets } from '../load-assets.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Document } from '../model/document.ts'
import { documentOfServerStyle } from '../pages/mix/server-style.ts'
import { documentsOfPages } from '../pages/render-pages.ts'
import type { Manifest } from '../publish/manifest.ts'
import type { Publication } from '../publish/plan.ts'
import type { BuildCache } from './cache/build-cache.ts'
import { composeOptionsOf } from './compose-options.ts'
import { type MediaPlan, planMedia } from './plan-media.ts'
import { refreshInterval } from './refresh-interval.ts'
import { selectOthers } from './select-others.ts'

/** What to publish of a corpus. */
export interface DocumentPlan {
  /** The documents of all feeds, the list of feeds, and the HTML pages. */
  documents: Document[]
  publication: Publication
  fingerprint: Fingerprint
  /** What articles name of their corpus. */
  references: MediaPlan
  /** What is wrong with mixes and authors. */
  diagnostics: Diagnostic[]
  nextDue: Date | undefined
}

interface PlanOptions {
  cache: BuildCache
  profile: CorpusProfile
  assets: Assets
  previous: Manifest | undefined
  files: Pick<CorpusFiles, 'media'>
  /** Articles that are due by then are published. */
  now: Date
  clock: () => Date
  signal: AbortSignal | undefined
}

/** Plans all documents of a corpus, without rendering them. */
export async function planDocuments(
  corpus: Corpus,
  config: Config,
  {
    cache: { digests, shards, items, lastRun },
    profile,
    assets,
    previous,
    files: { media },
    now,
    clock,
    signal,
  }: PlanOptions,
): Promise<DocumentPlan> {
  const { contentDir, publicUrl, pageImages } = config
  const due = selectDue(corpus, now)
  const known = lastRun?.media ?? new Map()
  const references = await planMedia(due, { contentDir, publicUrl, media, known, now: clock, signal })
  const { resolved } = references
  const fingerprint = createFingerprint(corpus.topicByKey, resolved)
  const site = {
    ...config,
    siteTitle: config.siteTitle ?? profile.title ?? DEFAULT_SITE_TITLE,
    siteAuthor: config.siteAuthor ?? profile.author,
    ...composeOptionsOf(config, profile),
    refreshInterval: refreshInterval(config.regenerateCron),
    publishedPodcasts: previous?.podcasts,
    feedIcon: assets.paths.icon.feed,
  }
  const yieldIfDue = createYielder(signal)
  const { selected: others, diagnostics } = await selectOthers(corpus, due, {
    language: site.siteLanguage,
    timeZone: profile.timezone,
    hasAuthorFeeds: profile.hasAuthorFeeds,
    shards,
    isPublished: (id) => previous !== undefined && Object.hasOwn(previous.feeds, id),
    signal,
  })
  await yieldIfDue()
  const { articles, feeds, hosted, nextDue } = selectFeeds(corpus, site, now, {
    ...{ fingerprint, resolved, due, others, digests },
  })
  await yieldIfDue()
  const feedDocuments = feeds.flatMap((feed) => documentsOfFeed(feed, items))
  await yieldIfDue()
  const pages = documentsOfPages(feeds, hosted, { publicUrl, pageImages, assets: assets.paths })
  const documents = [
    ...feedDocuments,
    documentOfFeedList(feeds),
    ...documentsOfMixIndex(feeds, {
      publicUrl,
      timeZone: profile.timezone,
      feedBytes: site.feedBytes,
      indexItems: (feed, page, composed) => indexPage(feed, page, composed, items),
    }),
    ...pages,
    documentOfServerStyle(),
    ...assets.documents,
    ...references.documents,
  ]
  const publication = { feeds, articles, topics: [...corpus.topics, ...others.map(({ topic }) => topic)] }
  return { documents, publication, fingerprint, references, diagnostics, nextDue }
}
