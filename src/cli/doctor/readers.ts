import packageJson from '../../../package.json' with { type: 'json' }

/** How the command calls itself. */
export const USER_AGENT = `Feedmill/${packageJson.version} (doctor)`

/** The user agents of other readers, without numbers of subscribers, which servers would count. */
export const readerAgents: Readonly<Record<string, string | undefined>> = {
  Feedly: 'Feedly/1.0 (+http://www.feedly.com/fetcher.html)',
  NetNewsWire: 'NetNewsWire (RSS Reader; https://netnewswire.com/)',
  'Tiny Tiny RSS': 'Tiny Tiny RSS/23.10 (https://tt-rss.org/)',
  Miniflux: 'Mozilla/5.0 (compatible; Miniflux/2.2.9; +https://miniflux.app)',
  FreshRSS: 'FreshRSS/1.26.3 (Linux; https://freshrss.org)',
  feedparser: 'feedparser/6.0.11 +https://github.com/kurtmckee/feedparser/',
  'no user agent': undefined,
}
