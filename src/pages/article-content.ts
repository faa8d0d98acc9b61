import { escapeHtml } from '../text/escape-html.ts'

/**
 * The sanitized content of an article for its page: headings start below the page's own, wide tables can be scrolled by
 * keyboard, ids of the page itself are left to it, Feedmill's own English words are marked as such, and images load lazily and
 * without a referrer, or are replaced by their alternative text.
 *
 * @param pageImages whether images of other hosts are shown
 * @param publicUrl base of the URLs of this host, whose images are always shown
 */
export function contentForPage(contentHtml: string, pageImages: boolean, publicUrl?: string): string {
  const own = publicUrl === undefined ? undefined : ` src="${escapeHtml(publicUrl)}/`
  const isShown = (attributes: string) => pageImages || (own !== undefined && attributes.startsWith(own))
  const html = contentHtml
    .replaceAll('<table', '<table tabindex="0"')
    .replace(/(<[^>]*) id="(?:content|said)"/g, '$1')
    .replaceAll('<p>Related:</p>', `<p>${inEnglish('Related:')}</p>`)
    .replace(/>(Watch on (?:YouTube|Vimeo))<\/a>/g, (_, words: string) => `>${inEnglish(words)}</a>`)
    .replace(/<img\b([^>]*?) ?\/?>/g, (_, attributes: string) =>
      isShown(attributes)
        ? `<img${attributes} loading="lazy" decoding="async" referrerpolicy="no-referrer" />`
        : noPicture(/ alt="([^"]*)"/.exec(attributes)?.[1]),
    )
  return /<h1\b/.test(html)
    ? html.replace(/(<\/?h)([1-5])\b/g, (_, tag: string, level: string) => `${tag}${Number(level) + 1}`)
    : html
}

/** @param alt escaped */
function noPicture(alt: string | undefined): string {
  return `<span class="no-picture">${alt ? `${inEnglish('Image:')} ${alt}` : inEnglish('Image')}</span>`
}

function inEnglish(words: string): string {
  return `<span lang="en" dir="ltr">${words}</span>`
}
