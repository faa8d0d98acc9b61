import type { Feed } from '../model/feed.ts'
import { renderPage } from './layout.tsx'
import type { Site } from './site.ts'

const FIELDS = {
  provider: 'the publisher: name and, where known, domain',
  quality: 'a number that rates the quality of the article',
  heat: 'a number that rates how much the article is discussed',
  type: 'the type, such as article or video',
  category: 'the category, such as news',
  amp_url: 'the AMP version of the page',
  amp_cache_url: 'the cached AMP version',
  topics: 'the topics, each with its id (as in URLs) and name',
  images: 'the images, with width and height in pixels and alternative text',
  season: 'the number of the season, in a podcast',
  episode: 'the number of the episode, in a podcast',
  episode_type: 'full, trailer or bonus, in a podcast',
  related: 'related articles: url, title and, where known, summary, date_published and provider',
}

/** The page that `about` in a JSON document links to: the fields of `_feedmill` (JSON Feed 1.1, Extensions). */
export function renderExtensionPage({ extensionUrl }: Feed, site: Site): string {
  return renderPage({
    site,
    title: 'The _feedmill extension',
    language: 'en',
    canonicalUrl: extensionUrl,
    trail: [],
    children: (
      <>
        <div class="title">
          <h1>
            The <code>_feedmill</code> extension
          </h1>
        </div>
        <p>
          The JSON feeds of this site say more about an article than JSON Feed 1.1 has fields for, in an object named{' '}
          <code>_feedmill</code>. Every field is optional.
        </p>
        <dl>
          {Object.entries(FIELDS).map(([name, meaning]) => (
            <>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{meaning}</dd>
            </>
          ))}
        </dl>
      </>
    ),
  })
}
