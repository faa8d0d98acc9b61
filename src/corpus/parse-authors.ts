import type { Author } from '../model/article.ts'
import { parseUrl } from '../text/canonical-url.ts'
import { isMapping, textOf } from './dialects/site-config.ts'

/** The authors of a data file by key: a mapping of keys to names or records, or a list of records with an `id` or `username`. */
export function parseAuthors(data: unknown): Record<string, Author> {
  const entries = Array.isArray(data)
    ? data
        .filter(isMapping)
        .map((record) => [textOf(record.id) ?? textOf(record.username) ?? textOf(record.name) ?? '', record] as const)
    : Object.entries(isMapping(data) ? data : {})
  return Object.fromEntries(
    entries.flatMap(([key, value]) => {
      const author = key === '' ? undefined : authorOf(value)
      return author ? [[key, author]] : []
    }),
  )
}

function authorOf(value: unknown): Author | undefined {
  if (!isMapping(value)) return named(textOf(value))
  const name = textOf(value.name) ?? textOf(value.display_name) ?? textOf(value.title)
  const url = [value.url, value.web, value.website, value.homepage, value.uri]
    .map(webAddress)
    .find((found) => found !== undefined)
  return named(name, url)
}

function named(name: string | undefined, url?: string): Author | undefined {
  return name === undefined ? undefined : { name, ...(url === undefined ? {} : { url }) }
}

function webAddress(value: unknown): string | undefined {
  const parsed = parseUrl(textOf(value) ?? '')
  return typeof parsed === 'string' ? undefined : parsed.href
}
