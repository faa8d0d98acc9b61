import { formats } from '../formats/formats.ts'
import type { Feed } from '../model/feed.ts'

/** The documents of a feed as autodiscovery wants them. */
export function feedAlternates(feed: Feed) {
  return formats.map(({ key, name, mediaType }) => ({
    type: mediaType,
    title: `${feed.title} (${name})`,
    url: feed.subscription.urls[key],
  }))
}

/** The addresses of a feed, to be copied. */
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

/** Puts a text on the clipboard; it is there only where scripts run. */
export function CopyButton({ text, of, children }: { text: string; of: string; children: string }) {
  return (
    <button type="button" class="copy scripted" data-copy={text} aria-label={`${children}: ${of}`}>
      {children}
    </button>
  )
}
