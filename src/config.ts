import { z } from 'zod'
import {
  cronExpression,
  endpoint,
  flag,
  host,
  hubUrls,
  languageTag,
  portOrSocket,
  proxies,
  publicationUrl,
  publicUrl,
  siteText,
  sourceUrl,
  timeZone,
  wholeNumber,
} from './config-values.ts'
import { FeedmillError } from './errors.ts'

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** The title of a site that has no other. */
export const DEFAULT_SITE_TITLE = 'Feedmill'

/** Every variable with its default and its rule. An empty value means the default. */
const variables = z.object({
  PORT: portOrSocket().default(3000),
  HOST: host().default('127.0.0.1'),
  PUBLIC_URL: publicUrl().default('http://localhost:3000'),
  CONTENT_DIR: z.string().default('content'),
  OUT_DIR: z.string().default('out'),
  SITE_TITLE: siteText().optional(),
  SITE_DESCRIPTION: siteText().default('Every article, newest first'),
  SITE_AUTHOR: siteText().optional(),
  SITE_LANGUAGE: languageTag().optional(),
  SITE_ICON: z.string().optional(),
  REGENERATE_CRON: cronExpression().default('*/15 * * * *'),
  WATCH: flag(),
  TIMEZONE: timeZone().default('UTC'),
  FEED_ITEMS: wholeNumber(1, 10_000).default(50),
  ARCHIVE_ITEMS: wholeNumber(0, 10_000).default(100),
  FEED_BYTES: wholeNumber(65_536, 1_000_000_000).default(4_194_304),
  MAX_SHRINK_PERCENT: wholeNumber(0, 100).default(50),
  WEBSUB_HUBS: hubUrls().default([]),
  DELTA_FEEDS: flag(),
  PAGE_IMAGES: flag(),
  STATUS_PAGE: flag(),
  METRICS_PORT: wholeNumber(1, 65_535).optional(),
  METRICS_HOST: host().default('127.0.0.1'),
  TRUSTED_PROXIES: proxies().default(['loopback']),
  PUBLISH_TO: publicationUrl().optional(),
  SERVE_FROM: sourceUrl().optional(),
  S3_ENDPOINT: endpoint().optional(),
  S3_FORCE_PATH_STYLE: flag(),
  SHUTDOWN_DELAY: wholeNumber(0, 3600).default(0),
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

/** A variable of this name goes before the bare one, which other programs may set. */
const PREFIX = 'FEEDMILL_'

/**
 * Parses environment variables.
 *
 * @throws FeedmillError `config-invalid`, naming every invalid variable, its value and the rule
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(variableNames.map((name) => [name, lookUp(name, env)]))
  const values = Object.fromEntries(Object.entries(given).map(([name, { value }]) => [name, value]))
  const parsed = variables.safeParse(values)
  if (parsed.success) {
    return Object.fromEntries(Object.entries(parsed.data).map(([name, value]) => [camelCase(name), value])) as Config
  }
  const messages = parsed.error.issues.map(({ path, message }) => {
    const { source, value = '' } = given[String(path[0])] as Given
    const rule = `${source} is ${JSON.stringify(value)}, but ${message}`
    return isServiceAddress(value) ? `${rule}. ${explainServiceAddress(source)}` : rule
  })
  throw new FeedmillError('config-invalid', messages.join('\n'), 'Fix it in the environment or in the .env file.')
}

/** The value of a variable, and the name under which it is set. */
interface Given {
  source: string
  value: string | undefined
}

function lookUp(name: string, env: Readonly<Record<string, string | undefined>>): Given {
  const prefixed = PREFIX + name
  const own = env[prefixed]
  const source = own === undefined || isServiceAddress(own) ? name : prefixed
  return { source, value: env[source]?.trim() || undefined }
}

/** Whether Kubernetes set it: with a Service named `metrics`, each container has `METRICS_PORT=tcp://10.0.0.1:9090`. */
function isServiceAddress(value: string): boolean {
  return /^(tcp|udp|sctp):\/\//.test(value)
}

function explainServiceAddress(source: string): string {
  const service = source
    .replace(/_PORT$/, '')
    .toLowerCase()
    .replaceAll('_', '-')
  return `Kubernetes sets it because there is a Service named ${service}. Set ${PREFIX}${source}, which goes first.`
}

function camelCase(name: string): string {
  return name.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
}
