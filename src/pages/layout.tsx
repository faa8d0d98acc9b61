import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Feed } from '../model.ts'

interface PageOptions {
  title: string
  /** BCP 47 language tag. */
  language?: string | undefined
  /** The feeds that a reader finds when it is given the URL of the page. */
  feeds?: readonly { type: string; title: string; url: string }[]
  canonicalUrl: string
  styleUrl: string
  /** The feed of all articles, where its page is another one; it is linked at the top. */
  home?: Feed
  children: ComponentChildren
}

/** A whole HTML document; everything in it is escaped but for HTML that was sanitized before. */
export function renderPage({
  title,
  language = 'en',
  feeds = [],
  canonicalUrl,
  styleUrl,
  home,
  children,
}: PageOptions): string {
  const page = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="canonical" href={canonicalUrl} />
        <link rel="stylesheet" href={localPath(styleUrl)} />
        {feeds.map(({ type, title: feedTitle, url }) => (
          <link rel="alternate" type={type} title={feedTitle} href={url} />
        ))}
      </head>
      <body>
        <main>
          {home ? (
            <nav>
              <a href={localPath(home.pageUrl)}>{home.title}</a>
            </nav>
          ) : null}
          {children}
        </main>
      </body>
    </html>
  )
  return `<!doctype html>\n${renderToString(page)}\n`
}

/** The path of a URL here, so that pages work under whatever name the host is reached. */
export function localPath(url: string): string {
  return new URL(url).pathname
}
