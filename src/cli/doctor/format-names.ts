import type { FeedDocument } from '../compare-feed/parse-feed.ts'

/** The name of each format that feeds may have. */
export const formatNames: Readonly<Record<FeedDocument['format'], string>> = {
  rss: 'RSS',
  rdf: 'RSS 1.0',
  atom: 'Atom',
  json: 'JSON Feed',
}
