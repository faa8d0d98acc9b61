import { z } from 'zod'
import {
  address,
  date,
  domain,
  escaped,
  html,
  htmlLine,
  id,
  languageTag,
  list,
  name,
  optional,
  plain,
  tagged,
  url,
} from './fields.ts'

/**
 * How the texts of a file are written: `plain` text means itself; with `tags`, titles hold HTML tags; `escaped` text is HTML
 * on one line.
 */
export type Writing = 'plain' | 'tags' | 'escaped'

const titles = { plain, tags: tagged, escaped: htmlLine }
const texts = { plain, tags: plain, escaped }

const pixels = optional(z.number()).transform((value) =>
  value !== undefined && value >= 1 ? Math.round(value) : undefined,
)

const count = optional(z.number().nonnegative().transform(Math.round))

const image = (text: typeof plain) =>
  z.object({ url: optional(address), width: pixels, height: pixels, title: optional(text) })

const provider = z.object({ name: optional(name), domain: optional(domain) })

const related = (timeZone: string, writing: Writing) =>
  z.object({
    title: optional(titles[writing]),
    excerpt: optional(texts[writing]),
    publishedDateTime: optional(date(timeZone)),
    originalUrl: optional(url),
    webUrl: optional(url),
    provider: optional(provider),
  })

/**
 * The schema of an article's fields by their native names: cleans every field that a document uses, ignores all others.
 *
 * @param timeZone IANA time zone of dates without a zone
 * @param writing how titles and other texts are written; names and URLs are read as escaped in any file
 */
export const articleSchema = (timeZone: string, writing: Writing) =>
  z.object({
    id: optional(id),
    guid: optional(id),
    slug: optional(escaped),
    title: optional(titles[writing]),
    excerpt: optional(texts[writing]),
    publishedDateTime: optional(date(timeZone)),
    updatedDateTime: optional(date(timeZone)),
    expires: optional(date(timeZone)),
    originalUrl: optional(url),
    webUrl: optional(url),
    link: optional(url),
    ampWebUrl: optional(url),
    cdnAmpWebUrl: optional(url),
    type: optional(texts[writing]),
    category: optional(texts[writing]),
    locale: optional(languageTag),
    quality: optional(z.number()),
    heat: optional(z.number()),
    provider: optional(provider),
    topics: list(name),
    images: list(image(texts[writing])),
    related: list(related(timeZone, writing)),
    authors: list(z.object({ name: optional(name), url: optional(url) })),
    authorUrl: optional(url),
    enclosures: list(
      z.object({
        url: optional(address),
        type: optional(escaped),
        length: count,
        title: optional(texts[writing]),
        duration: count,
      }),
    ),
    enclosureLength: count,
    duration: count,
    aliases: list(escaped),
    featuredContent: optional(html),
  })

export type ArticleFields = z.output<ReturnType<typeof articleSchema>>
