import type { Article, Author } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
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

/** The enclosures of an article, with absolute URLs. The length and duration of a single one may be fields of their own. */
export function attachEnclosures(fields: ArticleFields, context: MediaContext): Article['enclosures'] {
  const { enclosures, enclosureLength, enclosureDuration } = fields
  const [only, ...others] = enclosures
  const isSingle = only !== undefined && others.length === 0
  return enclosures.flatMap(({ url, ...enclosure }, index) => {
    const resolved = url && resolve(url, ['enclosures', index, 'url'], context)
    if (!resolved) return []
    const length = enclosure.length ?? (isSingle ? enclosureLength : undefined)
    const duration = enclosure.duration ?? (isSingle ? enclosureDuration : undefined)
    return [{ url: resolved, ...enclosure, length, duration }]
  })
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
  const where = context.locate(path)
  context.diagnostics.push(
    diagnostic(resolved, where, `${JSON.stringify(reference)} ${message}`, { severity: 'warning' }),
  )
  return undefined
}
