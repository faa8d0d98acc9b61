import { z } from 'zod'
import { date, domain, html, id, languageTag, list, name, optional, plain, slug, url } from './fields.ts'

const pixels = optional(z.number()).transform((value) =>
  value !== undefined && value >= 1 ? Math.round(value) : undefined,
)

const count = optional(z.number().int().nonnegative())

const image = z.object({ url: optional(url), width: pixels, height: pixels, title: optional(plain) })

const provider = z.object({ name: optional(name), domain: optional(domain), images: list(image) })

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
 * The schema of an article's front matter: cleans every supported field, ignores all others.
 *
 * @param timeZone IANA time zone of dates without a zone
 */
export const articleSchema = (timeZone: string) =>
  z.object({
    id: optional(id),
    slug: optional(slug),
    title: optional(plain),
    excerpt: optional(plain),
    publishedDateTime: optional(date(timeZone)),
    updatedDateTime: optional(date(timeZone)),
    originalUrl: optional(url),
    webUrl: optional(url),
    ampWebUrl: optional(url),
    cdnAmpWebUrl: optional(url),
    type: optional(plain),
    category: optional(plain),
    locale: optional(languageTag),
    quality: optional(z.number()),
    heat: optional(z.number()),
    published: optional(z.boolean()).transform((published) => published ?? true),
    provider: optional(provider),
    topics: list(name),
    images: list(image),
    related: list(related(timeZone)),
    authors: list(z.object({ name: optional(name), url: optional(url) })),
    enclosures: list(
      z.object({ url: optional(url), type: optional(plain), length: count, title: optional(plain), duration: count }),
    ),
    featuredContent: optional(html),
  })

export type ArticleFields = z.output<ReturnType<typeof articleSchema>>
