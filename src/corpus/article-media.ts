import type { Article, Author } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic, type Rule } from '../model/rules.ts'
import { isAudioOrVideo, mediaTypeOf, parseMediaType } from '../text/media-type.ts'
import type { ArticleFields } from './article-schema.ts'
import type { ReadFields } from './read-article-fields.ts'
import { resolveReference } from './resolve-reference.ts'

interface MediaContext {
  locate: ReadFields['locate']
  /** The article's own URL. */
  base: string | undefined
  /** A warning is added for each reference that leads nowhere. */
  diagnostics: Diagnostic[]
}

/** The images of an article, with absolute URLs. */
export function attachImages({ images }: ArticleFields, context: MediaContext): Article['images'] {
  return images.flatMap(({ url, width, height, title: alt }, index) => {
    const resolved = url && resolve(url, ['images', index, 'url'], context)
    return resolved ? [{ url: resolved, width, height, alt }] : []
  })
}

/**
 * The enclosures of an article, with absolute URLs and media types. The length and duration of the only one, or of the only
 * audio or video, may be fields of their own.
 */
export function attachEnclosures(fields: ArticleFields, context: MediaContext): Article['enclosures'] {
  const enclosures = fields.enclosures.flatMap(({ url, type, ...enclosure }, index) => {
    const resolved = url && resolve(url, ['enclosures', index, 'url'], context)
    return resolved ? [{ url: resolved, type: typeOf(resolved, type, index, context), ...enclosure }] : []
  })
  const played = enclosures.filter(({ type }) => isAudioOrVideo(type))
  const [only, ...others] = played.length > 0 ? played : enclosures
  if (only && others.length === 0) {
    only.length ??= fields.enclosureLength
    only.duration ??= fields.enclosureDuration
  }
  return enclosures
}

/** The media type of an enclosure: the author's, else that of its extension. */
function typeOf(url: string, given: string | undefined, index: number, context: MediaContext): string | undefined {
  const type = given && parseMediaType(given)
  if (type) return type
  const known = mediaTypeOf(url)
  const effect = known ? `so it is taken for ${known}` : 'so the file is only a link in the content'
  const path = ['enclosures', index, given ? 'type' : 'url']
  if (given) warn('media-type-invalid', path, `${JSON.stringify(given)} is not a media type, ${effect}`, context)
  else if (!known)
    warn('media-type-unknown', path, `${JSON.stringify(url)} has no known media type, ${effect}`, context)
  return known
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

function resolve(reference: string, path: PropertyKey[], context: MediaContext): string | undefined {
  const resolved = resolveReference(reference, context.base)
  if (typeof resolved === 'object') return resolved.href
  const message = resolved === 'url-relative' ? 'is not an absolute URL' : 'is not a URL'
  warn(resolved, path, `${JSON.stringify(reference)} ${message}`, context)
  return undefined
}

function warn(rule: Rule, path: readonly PropertyKey[], message: string, { locate, diagnostics }: MediaContext): void {
  diagnostics.push(diagnostic(rule, locate(path), message, { severity: 'warning' }))
}
