import { defaultMix, type MixQuery } from './mix-query.ts'

/**
 * The canonical form of a query, without a question mark: parameters and values are sorted, defaults are left out. Equal queries
 * have equal forms, and parsing it gives the query again.
 */
export function formatMixQuery(query: MixQuery): string {
  const { any, all, without, author, provider, type, locale, words, withoutWords, top, digest, content, items } = query
  const excluded = withoutWords.map((word) => `-${word}`)
  const lists = { any, all, without, author, provider, type, locale, words: [...excluded, ...words] }
  const singles = {
    'min-quality': query.minQuality,
    'min-heat': query.minHeat,
    top: top && `${top.count}/${top.per}`,
    digest,
    content: content === defaultMix.content ? undefined : content,
    items: items === defaultMix.items ? undefined : items,
  }
  const parameters = [
    ...Object.entries(lists).flatMap(([name, values]) =>
      values.length > 0 ? [[name, values.map(encodeURIComponent).join(',')]] : [],
    ),
    ...Object.entries(singles).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ]
  return parameters
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}
