import { formats } from '../formats/formats.ts'
import type { Feed } from '../model/feed.ts'

/** The documents of a feed for autodiscovery. */
export function feedAlternates(feed: Feed) {
  return formats.map(({ key, name, mediaType }) => ({
    type: mediaType,
    title: `${feed.title} (${name})`,
    url: feed.subscription.urls[key],
  }))
}

/** The URLs of a feed, to be copied. */
export function FeedAddresses({ feed }: { feed: Feed }) {
  return (
    <ul class="addresses">
      {formats.map(({ key, name, mediaType }) => (
        <li>
          <span class="format">{name}</span>
          <a href={feed.subscription.urls[key]} type={mediaType} dir="ltr">
            {feed.subscription.urls[key]}
          </a>
          <CopyButton text={feed.subscription.urls[key]} of={name}>
            Copy
          </CopyButton>
        </li>
      ))}
    </ul>
  )
}

/** Copies a text to the clipboard; shown only where scripts run. */
export function CopyButton({ text, of, children }: { text: string; of: string; children: string }) {
  return (
    <button type="button" class="copy scripted" data-copy={text} aria-label={`${children}: ${of}`}>
      {children}
    </button>
  )
}
