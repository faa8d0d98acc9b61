import { formats } from '../formats/formats.ts'
import type { Feed } from '../model.ts'

/** The documents of a feed as autodiscovery wants them. */
export function feedAlternates(feed: Feed) {
  return formats.map(({ key, name, mediaType }) => ({
    type: mediaType,
    title: `${feed.title} (${name})`,
    url: feed.subscription.urls[key],
  }))
}

/** Links to the documents of a feed. */
export function FeedLinks({ feed }: { feed: Feed }) {
  return (
    <ul class="feeds">
      {formats.map(({ key, name }) => (
        <li>
          <a href={feed.subscription.urls[key]}>{name}</a>
        </li>
      ))}
    </ul>
  )
}
