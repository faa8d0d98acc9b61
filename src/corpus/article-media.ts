import type { Article, Author } from '../model/article.ts'
import { isAudioOrVideo } from '../text/media-type.ts'
import type { ArticleFields } from './article-schema.ts'
import { type MediaContext, resolveAddress, resolveMediaType } from './resolve-media.ts'

/** The images of an article, with absolute URLs. */
export function attachImages({ images }: ArticleFields, context: MediaContext): Article['images'] {
  return images.flatMap(({ url, width, height, title: alt }, index) => {
    const resolved = url && resolveAddress(url, ['images', index, 'url'], context)
    return resolved ? [{ url: resolved, width, height, alt }] : []
  })
}

/**
 * The enclosures of an article, with absolute URLs and media types. The length and duration of the only one, or of the only
 * audio or video, may be fields of their own.
 */
export function attachEnclosures(fields: ArticleFields, context: MediaContext): Article['enclosures'] {
  const enclosures = fields.enclosures.flatMap(({ url, type, ...enclosure }, index) => {
    const resolved = url && resolveAddress(url, ['enclosures', index, 'url'], context)
    return resolved
      ? [{ url: resolved, type: resolveMediaType(resolved, type, ['enclosures', index], context), ...enclosure }]
      : []
  })
  const played = enclosures.filter(({ type }) => isAudioOrVideo(type))
  const [only, ...others] = played.length > 0 ? played : enclosures
  if (only && others.length === 0) {
    only.length ??= fields.enclosureLength
    only.duration ??= fields.duration
  }
  return enclosures
}

/** The authors of an article: people of the corpus by their keys, others as they are written. */
export function authorsOf({ authors, authorUrl }: ArticleFields, people: Readonly<Record<string, Author>>): Author[] {
  const known = authors.flatMap(({ name, url }) => {
    if (!name) return []
    const person = Object.hasOwn(people, name) ? people[name] : undefined
    return [person ?? { name, url }]
  })
  const [only, ...others] = known
  return only && authorUrl && !only.url && others.length === 0 ? [{ ...only, url: authorUrl }] : known
}
