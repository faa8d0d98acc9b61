import type { ComposedArticle } from '../model/composed-article.ts'
import { sourceOf } from './source-name.ts'

/** The image of an article in a list, or the initial of its source. */
export function Thumbnail({ article, pageImages }: { article: ComposedArticle; pageImages: boolean }) {
  const image = pageImages ? article.images[0] : undefined
  if (!image) {
    return (
      <span class="thumbnail" dir="ltr" aria-hidden="true">
        {initialOf(article)}
      </span>
    )
  }
  const { url, alt = '' } = image
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

function initialOf(article: ComposedArticle): string {
  return /[\p{L}\p{N}]/u.exec(`${sourceOf(article) ?? ''} ${article.title}`)?.[0].toUpperCase() ?? ''
}
