import { paths, urlOf } from '../../site/urls.ts'
import { PlainArticleList } from '../article-list.tsx'
import { FeedAddresses, feedAlternates } from '../feed-links.tsx'
import { IN_ENGLISH } from '../language.ts'
import { renderPage } from '../layout.tsx'
import { pathTo, type Site } from '../site.ts'
import { Sparkline } from '../sparkline.tsx'
import type { MixPage, MixPreview } from './mix.ts'
import { MixForm } from './mix-form.tsx'

/** The page on which a subscriber composes a feed, with a preview of it. */
export function renderMixPage({ fields, choices, result }: MixPage, site: Site): string {
  const isMix = !('problem' in result)
  const title = isMix ? `${result.name} – ${site.title}` : site.title
  return renderPage({
    site,
    title: `A feed of your own: ${title}`,
    language: 'en',
    feeds: isMix ? feedAlternates({ title, subscription: result }) : [],
    canonicalUrl: urlOf(site.publicUrl, paths.mixPage),
    trail: [],
    scripted: true,
    hasForm: true,
    children: (
      <>
        <div class="title">
          <h1>A feed of your own</h1>
          <p class="lead">Choose what it brings, and subscribe to its URL.</p>
        </div>
        <div class="mix">
          <MixForm fields={fields} choices={choices} action={pathTo(site, paths.mixPage)} />
          <div id="result">{isMix ? <Preview preview={result} site={site} /> : <Problem {...result} />}</div>
        </div>
      </>
    ),
  })
}

function Problem({ problem }: { problem: string }) {
  return (
    <section class="subscribe" aria-labelledby="subscribe">
      <h2 id="subscribe">There is no such feed</h2>
      <p role="alert">{problem}</p>
    </section>
  )
}

function Preview({ preview: { name, urls, articles, weeks, span }, site }: { preview: MixPreview; site: Site }) {
  const inLastYear = weeks.reduce((sum, count) => sum + count, 0)
  return (
    <>
      <section class="subscribe" aria-labelledby="subscribe">
        <h2 id="subscribe" dir="auto">
          {name}
        </h2>
        <p>Copy one of these URLs into your feed reader; if in doubt, the first.</p>
        <FeedAddresses urls={urls} />
      </section>
      <section aria-labelledby="newest">
        <h2 id="newest">Preview</h2>
        {inLastYear > 0 ? <Sparkline counts={weeks} label="Articles per week" /> : null}
        <p class="meta" id="rate">
          {rateOf(inLastYear, span)}
        </p>
        {articles.length > 0 ? (
          <PlainArticleList articles={articles} site={site} />
        ) : (
          <p {...IN_ENGLISH}>No articles yet. Subscribers get the first one as soon as it is published.</p>
        )}
      </section>
    </>
  )
}

/** @param span the weeks in which there were articles at all */
function rateOf(inLastYear: number, span: number): string {
  if (inLastYear === 0) return 'No articles in the last year'
  const count = inLastYear === 1 ? '1 article' : `${inLastYear} articles`
  const perWeek = inLastYear / span
  const rate =
    perWeek < 1 ? 'less than one' : `about ${perWeek < 10 ? Number(perWeek.toFixed(1)) : Math.round(perWeek)}`
  return `${count} in the last year, ${rate} a week`
}
