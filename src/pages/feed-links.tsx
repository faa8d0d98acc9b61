import type { FeedUrls } from '../model/feed.ts'
import { feedFormats } from '../model/feed-formats.ts'

/** The documents of a feed for autodiscovery. */
export function feedAlternates(feed: { title: string; subscription: { urls: FeedUrls } }) {
  return feedFormats.map(({ id, name, mediaType }) => ({
    type: mediaType,
    title: `${feed.title} (${name})`,
    url: feed.subscription.urls[id],
  }))
}

/** The URLs of a feed, to copy. */
export function FeedAddresses({ urls }: { urls: FeedUrls }) {
  return (
    <ul class="addresses">
      {feedFormats.map(({ id, name, mediaType }) => (
        <li>
          <span class="format">{name}</span>
          <a href={urls[id]} type={mediaType} dir="ltr">
            {urls[id]}
          </a>
          <CopyButton text={urls[id]} of={name}>
            Copy
          </CopyButton>
        </li>
      ))}
    </ul>
  )
}

/** Copies a text to the clipboard; shown only if scripts run. */
export function CopyButton({ text, of, children }: { text: string; of: string; children: string }) {
  return (
    <button type="button" class="copy scripted" data-copy={text} aria-label={`${children}: ${of}`}>
      {children}
    </button>
  )
}
