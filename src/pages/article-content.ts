/**
 * The sanitized content of an article for its page: headings begin below the page's own, wide tables can be scrolled by
 * keyboard, and pictures load late and without saying where, or, where they shall not load, say in words what they show.
 */
export function contentForPage(contentHtml: string, pageImages: boolean): string {
  const html = contentHtml
    .replaceAll('<table', '<table tabindex="0"')
    .replace(/<img\b([^>]*?) ?\/?>/g, (_, attributes: string) =>
      pageImages
        ? `<img${attributes} loading="lazy" decoding="async" referrerpolicy="no-referrer" />`
        : `<span class="no-picture">${/ alt="([^"]*)"/.exec(attributes)?.[1] || 'A picture'}</span>`,
    )
  return /<h1\b/.test(html)
    ? html.replace(/(<\/?h)([1-5])\b/g, (_, tag: string, level: string) => `${tag}${Number(level) + 1}`)
    : html
}
