import { z } from 'zod'
import { parseUrl } from '../text/canonical-url.ts'
import { cleanLine, cleanText } from '../text/clean-text.ts'
import { canonicalLanguageTag } from '../text/language-tag.ts'
import { plainText } from '../text/plain-text.ts'
import { slugOf } from '../text/slug.ts'
import { parseDate } from './parse-date.ts'
import type { Rule } from './rules.ts'

/** Ends a transformation with a broken rule; the rule travels in `params`. */
function broken(context: z.RefinementCtx, rule: Rule, message: string): never {
  context.addIssue({ code: 'custom', message, params: { rule } })
  return z.NEVER
}

const quote = (text: string) => JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text)

/** Real files leave fields out, or leave them empty: both mean that there is none. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional())

/** A list, empty where the file has none; items that are left empty do not count. */
export const list = <Schema extends z.ZodType>(schema: Schema) =>
  optional(z.array(optional(schema))).transform((items = []) => items.filter((item) => item !== undefined))

/** Plain text on one line; empty text is none. */
export const plain = z.string().transform((text) => plainText(text) || undefined)

/** Plain text without the tags that some sources leave in names, where no format can tell them from text. */
export const name = plain.transform((text = '') => {
  if (!text.includes('<')) return text || undefined
  const bare = text.replace(/<\/?[a-z][^<>]*>/gi, '').replace(/[</]+/g, withoutBeginningOfTag)
  return cleanLine(bare) || undefined
})

/** What is left of tags within tags is dropped where it would make a tag with the letter after it. */
function withoutBeginningOfTag(signs: string, offset: number, text: string): string {
  return signs.includes('<') && /[a-z]/i.test(text.charAt(offset + signs.length)) ? '' : signs
}

/** HTML as the author has it. */
export const html = z.string().transform((text) => cleanText(text).trim() || undefined)

/** A canonical http or https URL. */
export const url = z.string().transform((text, context) => {
  const plainUrl = plainText(text)
  if (plainUrl === '') return undefined
  const parsed = parseUrl(plainUrl)
  if (typeof parsed !== 'string') return parsed.href
  return broken(context, parsed, `${quote(plainUrl)} ${urlMessages[parsed]}`)
})

const urlMessages = {
  'url-invalid': 'is not an absolute URL',
  'url-scheme': 'is not an http or https URL',
  'url-userinfo': 'contains a user name or password',
}

/**
 * An instant.
 *
 * @param timeZone IANA name of the zone of dates that are written without one
 */
export const date = (timeZone: string) =>
  z.string().transform((text, context) => {
    const parsed = parseDate(text.trim(), timeZone)
    if (typeof parsed !== 'string') return parsed
    return broken(context, parsed, `${quote(text)} ${dateMessages[parsed]}`)
  })

const dateMessages = {
  'date-format': 'is not in a supported date format',
  'date-impossible': 'does not exist',
  'date-implausible': 'is before 1990',
}

/** A host name in ASCII form. */
export const domain = z.string().transform((text, context) => {
  const parsed = /^[\p{L}\p{N}.-]+$/u.test(text) ? parseUrl(`https://${text}/`) : 'url-invalid'
  if (typeof parsed !== 'string') return new URL(parsed.href).hostname
  return broken(context, 'domain-invalid', `${quote(text)} is not a host name`)
})

/** A canonical BCP 47 language tag; `en_US` is taken for `en-US`. */
export const languageTag = z.string().transform((text, context) => {
  const tag = canonicalLanguageTag(text.replaceAll('_', '-'))
  return tag ?? broken(context, 'language-invalid', `${quote(text)} is not a language tag`)
})

/** An identity that an author chose. */
export const id = z.string().transform((text, context) => {
  if (/^[^\s\p{C}\uFFFD]([^\p{C}\uFFFD]{0,498}[^\s\p{C}\uFFFD])?$/u.test(text)) return text
  return broken(context, 'id-invalid', `${quote(text)} is not a valid id`)
})

/** A word for a URL. */
export const slug = z.string().transform((text, context) => {
  if (slugOf(text) === text) return text
  return broken(context, 'slug-invalid', `${quote(text)} is not a valid slug`)
})
