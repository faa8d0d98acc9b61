import type { Page } from './dialect.ts'

const ZONED = /:\d\d(?:\.\d+)? ?(?:(Z)|([+-])(\d\d):?(\d\d))$/i

/** The local time in the zone that the article's date names, as a date whose UTC fields are the local ones; undefined without one. */
export function writtenTime({ published, fields }: Pick<Page, 'published' | 'fields'>): Date | undefined {
  const date = fields.date ?? fields.publishdate ?? fields.pubdate ?? fields.published
  const zone = ZONED.exec(date instanceof Date ? date.toISOString() : String(date))
  if (!zone) return undefined
  const [, utc, sign, hours, minutes] = zone
  const offset = utc ? 0 : (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return new Date(published.getTime() + offset * 60_000)
}
