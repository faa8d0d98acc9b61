import type { Feed } from '../model/feed.ts'
import { renderPage } from './layout.tsx'
import type { Site } from './site.ts'

const FIELDS = {
  provider: 'the publisher: name and, where known, domain',
  quality: 'a number that the keeper of the articles gave for how good the article is',
  heat: 'a number that the keeper of the articles gave for how much it is talked about',
  type: 'what it is, such as article or video',
  category: 'what it was filed under, such as news',
  amp_url: 'the AMP version of the page',
  amp_cache_url: 'the AMP version in a cache',
  topics: 'its topics, each with the id that stands in URLs, and the name',
  images: 'its pictures, with width and height in pixels and a text in place of the picture',
  related: 'articles on the same matter: url, title and, where known, summary, date_published and provider',
}

/** The page that `about` in a JSON document points to: what the object `_feedmill` says (JSON Feed 1.1, Extensions). */
export function renderExtensionPage({ extensionUrl }: Feed, site: Site): string {
  return renderPage({
    site,
    title: 'What _feedmill means',
    language: 'en',
    canonicalUrl: extensionUrl,
    trail: [],
    children: (
      <>
        <div class="title">
          <h1>
            What <code>_feedmill</code> means
          </h1>
        </div>
        <p>
          The JSON feeds here tell more of an article than JSON Feed 1.1 has fields for, in an object called{' '}
          <code>_feedmill</code>. Every field may be absent.
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
