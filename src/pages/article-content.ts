/**
 * The sanitized content of an article for its page: headings begin below the page's own, wide tables can be scrolled by
 * keyboard, words that Feedmill adds are marked as English, and pictures load late and without saying where, or, where they
 * shall not load, say in words what they show.
 */
export function contentForPage(contentHtml: string, pageImages: boolean): string {
  const html = contentHtml
    .replaceAll('<table', '<table tabindex="0"')
    .replaceAll('<p>Related:</p>', `<p>${inEnglish('Related:')}</p>`)
    .replace(/>(Watch on (?:YouTube|Vimeo))<\/a>/g, (_, words: string) => `>${inEnglish(words)}</a>`)
    .replace(/<img\b([^>]*?) ?\/?>/g, (_, attributes: string) =>
      pageImages
        ? `<img${attributes} loading="lazy" decoding="async" referrerpolicy="no-referrer" />`
        : noPicture(/ alt="([^"]*)"/.exec(attributes)?.[1]),
    )
  return /<h1\b/.test(html)
    ? html.replace(/(<\/?h)([1-5])\b/g, (_, tag: string, level: string) => `${tag}${Number(level) + 1}`)
    : html
}

/** @param alt escaped */
function noPicture(alt: string | undefined): string {
  return `<span class="no-picture">${alt ? `${inEnglish('Picture:')} ${alt}` : inEnglish('A picture')}</span>`
}

function inEnglish(words: string): string {
  return `<span lang="en" dir="ltr">${words}</span>`
}
