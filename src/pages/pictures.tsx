import type { FeedArticle } from '../model.ts'

/** The picture of an article in a list; where there is none to show, the first letter of where it comes from. */
export function Thumbnail({ article, pageImages }: { article: FeedArticle; pageImages: boolean }) {
  const picture = pageImages ? article.pictures[0] : undefined
  if (!picture) {
    return (
      <span class="thumbnail" dir="ltr" aria-hidden="true">
        {initialOf(article)}
      </span>
    )
  }
  const { url, alt = '' } = picture
  return (
    <img
      class="thumbnail"
      src={url}
      alt={alt}
      width="160"
      height="100"
      loading="lazy"
      decoding="async"
      referrerpolicy="no-referrer"
    />
  )
}

function initialOf({ provider, authors, title }: FeedArticle): string {
  const name = `${provider?.name ?? authors[0]?.name ?? ''} ${title}`
  return /[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase() ?? ''
}

/**
 * The sanitized content of an article for its page: headings begin below the page's own, and pictures load late and
 * without saying where, or where they shall not load, say in words what they show.
 */
export function contentForPage(contentHtml: string, pageImages: boolean): string {
  const html = contentHtml.replace(/<img\b([^>]*?) ?\/?>/g, (_, attributes: string) =>
    pageImages
      ? `<img${attributes} loading="lazy" decoding="async" referrerpolicy="no-referrer" />`
      : `<span class="no-picture">${/ alt="([^"]*)"/.exec(attributes)?.[1] || 'A picture'}</span>`,
  )
  return /<h1\b/.test(html)
    ? html.replace(/(<\/?h)([1-5])\b/g, (_, tag: string, level: string) => `${tag}${Number(level) + 1}`)
    : html
}
