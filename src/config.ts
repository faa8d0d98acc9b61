import { validateDetailed } from 'node-cron'
import { z } from 'zod'
import { FeedmillError } from './errors.ts'
import { cleanLine } from './text/clean-text.ts'
import { canonicalLanguageTag } from './text/language-tag.ts'
import { parseAbsoluteUrl } from './text/parse-absolute-url.ts'

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** The title of a site that has no other. */
export const DEFAULT_SITE_TITLE = 'Feedmill'

/** Every variable with its default and its rule. An empty value means the default. */
const variables = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.string().transform(publicUrl).default('http://localhost:3000'),
  CONTENT_DIR: z.string().default('content'),
  OUT_DIR: z.string().default('out'),
  SITE_TITLE: siteText().optional(),
  SITE_DESCRIPTION: siteText().default('Every article, newest first'),
  SITE_AUTHOR: siteText().optional(),
  SITE_LANGUAGE: z.string().transform(languageTag).optional(),
  REGENERATE_CRON: z.string().transform(cronExpression).default('*/15 * * * *'),
  WATCH: flag(),
  TIMEZONE: z.string().transform(timeZone).default('UTC'),
  FEED_ITEMS: wholeNumber(1, 10_000).default(50),
  ARCHIVE_ITEMS: wholeNumber(0, 10_000).default(100),
  FEED_BYTES: wholeNumber(65_536, 1_000_000_000).default(4_194_304),
  MAX_SHRINK_PERCENT: wholeNumber(0, 100).default(50),
  WEBSUB_HUBS: z.string().transform(hubUrls).default([]),
  DELTA_FEEDS: flag(),
  PAGE_IMAGES: flag(),
  STATUS_PAGE: flag(),
  METRICS_PORT: wholeNumber(1, 65_535).optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
})

type Variables = z.output<typeof variables>

/** The configuration; keys are the variable names in camel case. */
export type Config = { [Name in keyof Variables as CamelCase<Name>]: Variables[Name] }

type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<Name>

/** The names of all variables. */
export const variableNames = Object.keys(variables.shape)

/**
 * Parses environment variables.
 *
 * @throws FeedmillError `config-invalid`, naming every invalid variable, its value and the rule
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(variableNames.map((name) => [name, env[name]?.trim() || undefined]))
  const parsed = variables.safeParse(given)
  if (parsed.success) {
    return Object.fromEntries(Object.entries(parsed.data).map(([name, value]) => [camelCase(name), value])) as Config
  }
  const messages = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0])
    return `${name} is ${JSON.stringify(given[name])}, but ${message}`
  })
  throw new FeedmillError('config-invalid', messages.join('\n'), 'Fix it in the environment or in the .env file.')
}

function camelCase(name: string): string {
  return name.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
}

/** One line of text, without characters that are invalid in a document. */
function siteText() {
  return z
    .string()
    .transform(cleanLine)
    .refine((text) => text !== '', 'must not be blank')
}

/** Off by default. */
function flag() {
  return z
    .enum(['true', 'false'], 'must be true or false')
    .transform((value) => value === 'true')
    .default(false)
}

function wholeNumber(least: number, most: number) {
  return z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `must be a whole number from ${least} to ${most}`,
    })
    .transform(Number)
}

function refuse(context: z.RefinementCtx, rule: string): never {
  context.addIssue({ code: 'custom', message: rule })
  return z.NEVER
}

function publicUrl(text: string, context: z.RefinementCtx): string {
  const url = parseAbsoluteUrl(text)
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !/[?#]/.test(url.href)
  if (!isPlain) return refuse(context, 'must be an http or https URL without user name, query or fragment')
  return url.href.replace(/\/+$/, '')
}

function hubUrls(text: string, context: z.RefinementCtx): string[] {
  const named = text.split(/[\s,]+/).filter((url) => url !== '')
  const urls = named.flatMap((url) => parseAbsoluteUrl(url) ?? []).filter(({ protocol }) => /^https?:$/.test(protocol))
  return urls.length === named.length
    ? [...new Set(urls.map(({ href }) => href))]
    : refuse(context, 'must be http or https URLs, separated by commas')
}

function languageTag(text: string, context: z.RefinementCtx): string {
  return canonicalLanguageTag(text) ?? refuse(context, 'must be a language tag such as en or pt-BR')
}

function timeZone(text: string, context: z.RefinementCtx): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    return refuse(context, 'must be a time zone such as UTC or Europe/Berlin')
  }
}

function cronExpression(text: string, context: z.RefinementCtx): string {
  const { valid, errors } = validateDetailed(text)
  if (valid) return text
  const details = errors.map(({ message }) => message).join('; ')
  return refuse(context, `must be a cron expression of five fields, or six with seconds first (${details})`)
}
