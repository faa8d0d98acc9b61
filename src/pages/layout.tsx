import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'

interface PageOptions {
  title: string
  /** BCP 47 language tag. */
  language?: string | undefined
  /** The feeds that a reader finds when it is given the URL of the page. */
  feeds?: readonly { type: string; title: string; url: string }[]
  canonicalUrl: string
  /** URL of the style sheet. */
  styleUrl: string
  children: ComponentChildren
}

/** A whole HTML document; everything in it is escaped but for HTML that was sanitized before. */
export function renderPage({
  title,
  language = 'en',
  feeds = [],
  canonicalUrl,
  styleUrl,
  children,
}: PageOptions): string {
  const page = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="canonical" href={canonicalUrl} />
        <link rel="stylesheet" href={styleUrl} />
        {feeds.map(({ type, title: feedTitle, url }) => (
          <link rel="alternate" type={type} title={feedTitle} href={url} />
        ))}
      </head>
      <body>{children}</body>
    </html>
  )
  return `<!doctype html>\n${renderToString(page)}\n`
}
