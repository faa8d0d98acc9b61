import { type Config, DEFAULT_SITE_TITLE } from '../config.ts'
import type { CorpusProfile } from '../corpus/corpus-profile.ts'
import { createFingerprint, type Fingerprint } from '../feeds/article-fingerprint.ts'
import { selectFeeds } from '../feeds/select-feeds.ts'
import { documentOfFeedList, documentsOfFeed } from '../formats/formats.ts'
import { loadAssets } from '../load-assets.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Document } from '../model/document.ts'
import { documentsOfPages } from '../pages/render-pages.ts'
import type { Manifest } from '../publish/manifest.ts'
import type { Publication } from '../publish/plan.ts'
import type { BuildCache } from './cache/build-cache.ts'
import { composeOptionsOf } from './compose-options.ts'
import { refreshInterval } from './refresh-interval.ts'

/** What to publish of a corpus. */
export interface DocumentPlan {
  /** The documents of all feeds, the list of feeds, and the HTML pages. */
  documents: Document[]
  publication: Publication
  fingerprint: Fingerprint
  nextDue: Date | undefined
}

interface PlanOptions {
  cache: BuildCache
  profile: CorpusProfile
  previous: Manifest | undefined
  now: Date
}

/** Plans all documents of a corpus, without rendering them. */
export async function planDocuments(
  corpus: Corpus,
  config: Config,
  { cache: { digests, items }, profile, previous, now }: PlanOptions,
): Promise<DocumentPlan> {
  const { publicUrl, pageImages } = config
  const fingerprint = createFingerprint(corpus.topicByKey)
  const site = {
    ...config,
    siteTitle: config.siteTitle ?? profile.title ?? DEFAULT_SITE_TITLE,
    siteAuthor: config.siteAuthor ?? profile.author,
    ...composeOptionsOf(config, profile),
    refreshInterval: refreshInterval(config.regenerateCron),
    publishedPodcasts: previous?.podcasts,
  }
  const { articles, feeds, hosted, nextDue } = selectFeeds(corpus, site, now, { fingerprint, digests })
  const assets = await loadAssets()
  const documents = [
    ...feeds.flatMap((feed) => documentsOfFeed(feed, items)),
    documentOfFeedList(feeds),
    ...documentsOfPages(feeds, hosted, { publicUrl, pageImages, assets: assets.paths }),
    ...assets.documents,
  ]
  return { documents, publication: { feeds, articles, topics: corpus.topics }, fingerprint, nextDue }
}
