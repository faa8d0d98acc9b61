import { z } from 'zod'
import { address, date, domain, html, id, languageTag, list, name, optional, plain, url } from './fields.ts'

const pixels = optional(z.number()).transform((value) =>
  value !== undefined && value >= 1 ? Math.round(value) : undefined,
)

const count = optional(z.number().nonnegative().transform(Math.round))

const image = z.object({ url: optional(address), width: pixels, height: pixels, title: optional(plain) })

const provider = z.object({ name: optional(name), domain: optional(domain) })

const related = (timeZone: string) =>
  z.object({
    title: optional(plain),
    excerpt: optional(plain),
    publishedDateTime: optional(date(timeZone)),
    originalUrl: optional(url),
    webUrl: optional(url),
    provider: optional(provider),
  })

/**
 * The schema of an article's fields by their native names: cleans every field that a document uses, ignores all others.
 *
 * @param timeZone IANA time zone of dates without a zone
 */
export const articleSchema = (timeZone: string) =>
  z.object({
    id: optional(id),
    guid: optional(id),
    slug: optional(plain),
    title: optional(plain),
    excerpt: optional(plain),
    publishedDateTime: optional(date(timeZone)),
    updatedDateTime: optional(date(timeZone)),
    expires: optional(date(timeZone)),
    originalUrl: optional(url),
    webUrl: optional(url),
    link: optional(url),
    ampWebUrl: optional(url),
    cdnAmpWebUrl: optional(url),
    type: optional(plain),
    category: optional(plain),
    locale: optional(languageTag),
    quality: optional(z.number()),
    heat: optional(z.number()),
    provider: optional(provider),
    topics: list(name),
    images: list(image),
    related: list(related(timeZone)),
    authors: list(z.object({ name: optional(name), url: optional(url) })),
    authorUrl: optional(url),
    enclosures: list(
      z.object({
        url: optional(address),
        type: optional(plain),
        length: count,
        title: optional(plain),
        duration: count,
      }),
    ),
    enclosureLength: count,
    enclosureDuration: count,
    aliases: list(plain),
    featuredContent: optional(html),
  })

export type ArticleFields = z.output<ReturnType<typeof articleSchema>>
