import { z } from 'zod'
import type { Rule } from '../model/rules.ts'
import { parseUrl } from '../text/canonical-url.ts'
import { cleanLine, cleanText } from '../text/clean-text.ts'
import { canonicalLanguageTag } from '../text/language-tag.ts'
import { decodedText, plainText } from '../text/plain-text.ts'
import { withoutTags } from '../text/without-tags.ts'
import { parseDate } from './parse-date.ts'

/** Rejects a value; the rule that it breaks is in `params`. */
function reject(context: z.RefinementCtx, rule: Rule, message: string): never {
  context.addIssue({ code: 'custom', message, params: { rule } })
  return z.NEVER
}

const quote = (text: string) => JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text)

/** An optional field; empty means missing. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional())

/** A list, empty if missing; empty items are dropped. */
export const list = <Schema extends z.ZodType>(schema: Schema) =>
  optional(z.array(optional(schema))).transform((items = []) => items.filter((item) => item !== undefined))

/** Plain text on one line, to the letter; empty means missing. */
export const plain = z.string().transform((text) => plainText(text) || undefined)

/** Text on one line that is escaped for HTML; empty means missing. */
export const escaped = z.string().transform((text) => decodedText(text) || undefined)

/** Plain text with HTML tags in it. */
export const tagged = z.string().transform((text) => plainText(withoutTags(text)) || undefined)

/** HTML on one line. */
export const htmlLine = z.string().transform((text) => decodedText(withoutTags(text)) || undefined)

/** A name: escaped text without the tags that some sources leave in it, which formats cannot distinguish from text. */
export const name = escaped.transform((text = '') => {
  if (!text.includes('<')) return text || undefined
  const withoutTags = text.replace(/<\/?[a-z][^<>]*>/gi, '').replace(/[</]+/g, dropTagStart)
  return cleanLine(withoutTags) || undefined
})

/** Drops remains of nested tags that would start a tag with the letter after them. */
function dropTagStart(remains: string, offset: number, text: string): string {
  return remains.includes('<') && /[a-z]/i.test(text.charAt(offset + remains.length)) ? '' : remains
}

/** HTML as the author wrote it, not yet sanitized. */
export const html = z.string().transform((text) => cleanText(text).trim() || undefined)

/** A canonical http or https URL. */
export const url = z.string().transform((text, context) => {
  const plainUrl = decodedText(text)
  if (plainUrl === '') return undefined
  const parsed = parseUrl(plainUrl)
  if (typeof parsed !== 'string') return parsed.href
  return reject(context, parsed, `${quote(plainUrl)} ${urlMessages[parsed]}`)
})

/** A canonical http or https URL, or a reference that is resolved when the article's own URL is known (RFC 3986 §4.2). */
export const address = z.string().transform((text, context) => {
  const reference = decodedText(text)
  const parsed = /^[a-z][a-z0-9+.-]*:/i.test(reference) ? parseUrl(reference) : { href: reference }
  if (typeof parsed !== 'string') return parsed.href || undefined
  return reject(context, parsed, `${quote(reference)} ${urlMessages[parsed]}`)
})

const urlMessages = {
  'url-invalid': 'is not an absolute URL',
  'url-scheme': 'is not an http or https URL',
  'url-userinfo': 'contains a user name or password',
}

/**
 * An instant.
 *
 * @param timeZone IANA time zone of dates without a zone
 */
export const date = (timeZone: string) =>
  z.string().transform((text, context) => {
    const parsed = parseDate(text.trim(), timeZone)
    if (typeof parsed !== 'string') return parsed
    return reject(context, parsed, `${quote(text)} ${dateMessages[parsed]}`)
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
  return reject(context, 'domain-invalid', `${quote(text)} is not a host name`)
})

/** A canonical BCP 47 language tag; `en_US` is read as `en-US`. */
export const languageTag = z.string().transform((text, context) => {
  const tag = canonicalLanguageTag(text.replaceAll('_', '-'))
  return tag ?? reject(context, 'language-invalid', `${quote(text)} is not a language tag`)
})

/** One of some words, in any case. */
export const choice = <const Word extends string>(...words: Word[]) =>
  z.string().transform((text, context): Word => {
    const word = text.trim().toLowerCase()
    return (
      words.find((known) => known === word) ??
      reject(context, 'value-unknown', `${quote(text)} is not ${words.join(' or ')}`)
    )
  })

const FLAGS = new Map([
  ...['true', 'yes', 'on', 'explicit'].map((word) => [word, true] as const),
  ...['false', 'no', 'off', 'clean'].map((word) => [word, false] as const),
])

/** Yes or no; `explicit` and `clean` are how podcasts used to say so. */
export const flag = z.preprocess(
  (value) => (typeof value === 'string' ? (FLAGS.get(value.trim().toLowerCase()) ?? value) : value),
  z.boolean(),
)

/** An e-mail address in ASCII. */
export const email = z.string().transform((text, context) => {
  const address = text.trim()
  const [, host = ''] = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@([a-z\d.-]{1,253})$/i.exec(address) ?? []
  const labels = host.split('.')
  if (labels.length > 1 && labels.every((label) => /^[a-z\d]/i.test(label) && /[a-z\d]$/i.test(label))) return address
  return reject(context, 'email-invalid', `${quote(text)} is not an e-mail address`)
})

/** A UUID of any version (RFC 9562 §4), in small letters. */
export const uuid = z.string().transform((text, context) => {
  const id = text.trim().toLowerCase()
  if (/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/.test(id)) return id
  return reject(context, 'uuid-invalid', `${quote(text)} is not a UUID`)
})

/** An id that the author chose. */
export const id = z.string().transform((text, context) => {
  if (/^[^\s\p{C}\uFFFD]([^\p{C}\uFFFD]{0,498}[^\s\p{C}\uFFFD])?$/u.test(text)) return text
  return reject(context, 'id-invalid', `${quote(text)} is not a valid id`)
})
