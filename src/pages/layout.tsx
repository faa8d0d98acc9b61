import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { mediaTypeOf } from '../text/media-type.ts'
import { pagePolicy } from './content-security-policy.ts'
import { directionOf, IN_ENGLISH, textIn } from './language.ts'
import { pathTo, type Site } from './site.ts'
import type { PageLink } from './topic-tree.ts'

interface PageOptions {
  site: Site
  title: string
  description?: string | undefined
  /** BCP 47 language tag of the content; the interface is English. */
  language?: string | undefined
  /** Feeds that readers discover by the URL of the page. */
  feeds?: readonly { type: string; title: string; url: string }[]
  /** Undefined for a page that is rendered for each request. */
  canonicalUrl?: string
  /** The pages above this one, from the top; undefined for the home page. */
  trail?: readonly PageLink[]
  /** Whether the page uses the script. */
  scripted?: boolean
  /** Whether the page has a form, which is sent to this site. */
  hasForm?: boolean
  children: ComponentChildren
}

/** A whole HTML document; everything is escaped except sanitized HTML. */
export function renderPage({
  site,
  title,
  description,
  language = site.language ?? 'en',
  feeds = [],
  canonicalUrl,
  trail,
  scripted = false,
  hasForm = false,
  children,
}: PageOptions): string {
  const { icon } = site.assets
  const page = (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content={pagePolicy({ ...site, hasForm })} />
        <title>{title}</title>
        {description ? <meta name="description" content={description} /> : null}
        {canonicalUrl ? <link rel="canonical" href={canonicalUrl} /> : null}
        {[...new Set([icon.feed, icon.page])].map((path) => (
          <link rel="icon" href={pathTo(site, path)} type={mediaTypeOf(path)} />
        ))}
        <link rel="stylesheet" href={pathTo(site, site.assets.style)} />
        {scripted ? <script type="module" src={pathTo(site, site.assets.script)} /> : null}
        {feeds.map(({ type, title: feedTitle, url }) => (
          <link rel="alternate" type={type} title={feedTitle} href={url} />
        ))}
      </head>
      <body>
        <a class="skip" href="#content" {...IN_ENGLISH}>
          Skip to content
        </a>
        {trail ? (
          <header>
            <nav aria-label="Breadcrumb">
              <ol class="trail">
                <li>
                  <a class="home" href={pathTo(site, '')} {...textIn(site.language)}>
                    {site.title}
                  </a>
                </li>
                {trail.map(({ name, language: nameLanguage, href }) => (
                  <li>
                    <a href={href} {...textIn(nameLanguage)}>
                      {name}
                    </a>
                  </li>
                ))}
              </ol>
            </nav>
          </header>
        ) : null}
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        {scripted ? <p id="said" role="status" class="unseen" {...IN_ENGLISH} /> : null}
      </body>
    </html>
  )
  return `<!doctype html>\n${renderToString(page)}\n`
}
