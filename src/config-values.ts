import { validateDetailed } from 'node-cron'
import { compile } from 'proxy-addr'
import { z } from 'zod'
import { cleanLine } from './text/clean-text.ts'
import { canonicalLanguageTag } from './text/language-tag.ts'
import { parseAbsoluteUrl } from './text/parse-absolute-url.ts'
import { parseBucketUrl } from './text/parse-bucket-url.ts'

/** One line of text, without characters that are invalid in a document. */
export function siteText() {
  return z
    .string()
    .transform(cleanLine)
    .refine((text) => text !== '', 'must not be blank')
}

/** Off by default. */
export function flag() {
  return z
    .enum(['true', 'false'], 'must be true or false')
    .transform((value) => value === 'true')
    .default(false)
}

export function wholeNumber(least: number, most: number) {
  return z
    .string()
    .refine((text) => isWholeNumber(text, least, most), { error: `must be a whole number from ${least} to ${most}` })
    .transform(Number)
}

/** The longest path of a Unix socket on any system, in bytes (sun_path of macOS). */
const MAX_SOCKET_PATH = 103

/** A port, or the path of a Unix socket. */
export function portOrSocket() {
  const isSocket = (text: string) => text.startsWith('/') && Buffer.byteLength(text) <= MAX_SOCKET_PATH
  return z
    .string()
    .refine((text) => isSocket(text) || isWholeNumber(text, 0, 65_535), {
      error: `must be a whole number from 0 to 65535, or the absolute path of a Unix socket (at most ${MAX_SOCKET_PATH} bytes)`,
    })
    .transform((text) => (text.startsWith('/') ? text : Number(text)))
}

function isWholeNumber(text: string, least: number, most: number): boolean {
  return /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most
}

/** An address or a host name; an IPv6 address may be in brackets. */
export function host() {
  return z.string().transform((text) => text.replace(/^\[(.*)\]$/, '$1'))
}

/** Without slashes at its end, and with one at the start of its path: two would start another host's name in a link. */
export function publicUrl() {
  return z.string().transform((text, context) => {
    const url = parseAbsoluteUrl(text)
    const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !/[?#]/.test(url.href)
    if (!isPlain) return refuse(context, 'must be an http or https URL without user name, query or fragment')
    return `${url.origin}${url.pathname.replace(/^\/+/, '/').replace(/\/+$/, '')}`
  })
}

/** A place in an S3-compatible bucket to publish to. */
export function publicationUrl() {
  const rule = 'must be s3://<bucket>/<prefix>, or s3://<bucket>/<prefix>?layout=site to also write a static site'
  return z.string().transform((text, context) => parseBucketUrl(text) ?? refuse(context, rule))
}

/** A place in an S3-compatible bucket to serve from. */
export function sourceUrl() {
  return z.string().transform((text, context) => {
    const url = parseBucketUrl(text)
    if (url && !url.layout) return url
    return refuse(context, 'must be s3://<bucket>/<prefix>; only PUBLISH_TO takes ?layout=site')
  })
}

/** The address of a service, without slashes at its end. */
export function endpoint() {
  return z.string().transform((text, context) => {
    const url = parseAbsoluteUrl(text)
    const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !/[?#]/.test(url.href)
    return isPlain
      ? url.href.replace(/\/+$/, '')
      : refuse(context, 'must be an http or https URL without user name or query')
  })
}

export function hubUrls() {
  return list((url) => {
    const parsed = parseAbsoluteUrl(url)
    return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href : undefined
  }, 'must be http or https URLs, separated by commas')
}

/** Addresses, subnets, and names of subnets. */
export function proxies() {
  return list((text) => {
    try {
      compile(text)
      return text
    } catch {
      return undefined
    }
  }, 'must be loopback, linklocal, uniquelocal, addresses or subnets such as 10.0.0.0/8, separated by commas')
}

export function languageTag() {
  return z
    .string()
    .transform(
      (text, context) => canonicalLanguageTag(text) ?? refuse(context, 'must be a language tag such as en or pt-BR'),
    )
}

export function timeZone() {
  return z.string().transform((text, context) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
    } catch {
      return refuse(context, 'must be a time zone such as UTC or Europe/Berlin')
    }
  })
}

export function cronExpression() {
  return z.string().transform((text, context) => {
    const { valid, errors } = validateDetailed(text)
    if (valid) return text
    const details = errors.map(({ message }) => message).join('; ')
    return refuse(context, `must be a cron expression of five fields, or six with seconds first (${details})`)
  })
}

/** Parts separated by commas or spaces, each once; refused if one of them is undefined. */
function list(parse: (part: string) => string | undefined, rule: string) {
  return z.string().transform((text, context) => {
    const parts = text.split(/[\s,]+/).filter((part) => part !== '')
    const parsed = parts.flatMap((part) => parse(part) ?? [])
    return parsed.length === parts.length ? [...new Set(parsed)] : refuse(context, rule)
  })
}

function refuse(context: z.RefinementCtx, rule: string): never {
  context.addIssue({ code: 'custom', message: rule })
  return z.NEVER
}
