import { load, YAMLException } from 'js-yaml'
import type { z } from 'zod'
import { FeedmillError, messageOf } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import { parseUrl } from '../text/canonical-url.ts'
import { canonicalLanguageTag } from '../text/language-tag.ts'
import { nearestName } from '../text/nearest-name.ts'
import { type FieldName, fieldNames, type Generator, type Permalink, type TopicLimits } from './corpus-profile.ts'
import { corpusSettingsSchema } from './corpus-settings-schema.ts'
import { createLineFinder } from './front-matter/yaml-locations.ts'
import { formatPath } from './schema-diagnostics.ts'

/** The file in CONTENT_DIR that describes the corpus. */
export const SETTINGS_FILE = 'feedmill.yaml'

/** What `feedmill.yaml` says, with the defaults that do not depend on the site. */
export interface CorpusSettings {
  site?: string
  permalinks: Permalink[]
  generator: Generator | 'auto'
  timezone?: string
  language?: string
  include: string[]
  exclude: string[]
  fields: Partial<Record<FieldName, string[]>>
  topics: TopicLimits
  /** The file with the authors by key. */
  authors?: string
  hasAuthorFeeds: boolean
  usesGitDates: boolean
}

/**
 * Parses `feedmill.yaml`; an empty text means the defaults.
 *
 * @throws FeedmillError `corpus-settings-invalid` with a diagnostic for each mistake
 */
export function parseCorpusSettings(yaml: string): CorpusSettings {
  const given = withoutEmpty(parseSettingsYaml(yaml))
  const parsed = corpusSettingsSchema.safeParse(given)
  if (!parsed.success) throw settingsInvalid(parsed.error.issues.flatMap((issue) => diagnosticsOf(issue, given, yaml)))
  const {
    site,
    permalink = {},
    generator = 'auto',
    timezone,
    language,
    authors: written,
    dates,
    topics = {},
    fields = {},
  } = parsed.data
  const authors: { file?: string | undefined; feeds?: boolean | undefined } =
    typeof written === 'string'
      ? { file: written }
      : typeof written === 'boolean'
        ? { feeds: written }
        : (written ?? {})
  const { include = [], exclude = [] } = parsed.data
  return {
    ...(site === undefined ? {} : { site: canonicalSite(site) }),
    permalinks:
      typeof permalink === 'string'
        ? [{ files: '**', pattern: permalink }]
        : Object.entries(permalink).map(([files, path]) => ({ files, pattern: path })),
    generator,
    ...(timezone === undefined ? {} : { timezone }),
    ...(language === undefined ? {} : { language: canonicalLanguageTag(language.replaceAll('_', '-')) as string }),
    include,
    exclude,
    fields: Object.fromEntries(Object.entries(fields).map(([name, own]) => [name, [own ?? []].flat()])),
    topics: {
      ...(topics.fields ? { fields: topics.fields } : {}),
      minArticles: topics.minArticles ?? 1,
      exclude: topics.exclude ?? [],
      max: topics.max ?? 1000,
    },
    ...(authors.file === undefined ? {} : { authors: authors.file }),
    hasAuthorFeeds: authors.feeds ?? false,
    usesGitDates: dates === 'git',
  }
}

/** The canonical form of a site's URL, without a trailing slash; the text itself if it is not an http or https URL. */
export function canonicalSite(site: string): string {
  const parsed = parseUrl(site)
  return (typeof parsed === 'string' ? site : parsed.href).replace(/(?<!\/)\/+$/, '')
}

function parseSettingsYaml(yaml: string): unknown {
  if (yaml.split('\n').every((line) => /^\s*(#.*)?$/.test(line))) return {}
  try {
    return load(yaml, { maxAliases: 0, maxDepth: 20 }) ?? {}
  } catch (error) {
    const mark = error instanceof YAMLException ? error.mark : undefined
    const reason = error instanceof YAMLException ? error.reason : messageOf(error)
    const where = { file: SETTINGS_FILE, ...(mark ? { line: mark.line + 1 } : {}) }
    throw settingsInvalid([
      withHint(
        diagnostic('settings-invalid', where, `is not valid YAML: ${reason}`),
        'Fix the YAML, here or on the line before.',
      ),
    ])
  }
}

/** A key without a value means the default. */
function withoutEmpty(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, withoutEmpty(item)]])),
  )
}

function diagnosticsOf(issue: z.core.$ZodIssue, given: unknown, yaml: string): Diagnostic[] {
  const lineOf = createLineFinder(yaml)
  const at = (path: readonly PropertyKey[]) => ({
    file: SETTINGS_FILE,
    line: lineOf(path) + 1,
    field: formatPath(path) || undefined,
  })
  if (issue.code !== 'unrecognized_keys') {
    return [diagnostic('settings-invalid', at(issue.path), `${quoted(given, issue.path)}${issue.message}`)]
  }
  return issue.keys.map((key) => {
    const known = knownKeys(issue.path)
    const nearest = nearestName(key, known)
    const hint = nearest ? `Did you mean ${nearest}?` : `Remove it. The known keys are ${known.join(', ')}.`
    return withHint(diagnostic('settings-invalid', at([...issue.path, key]), 'is not a known key'), hint)
  })
}

/** The value at a path in quotes, if it is a simple one. */
function quoted(given: unknown, path: readonly PropertyKey[]): string {
  const value = path.reduce<unknown>((parent, step) => (parent as Record<PropertyKey, unknown>)?.[step], given)
  return ['string', 'number', 'boolean'].includes(typeof value) ? `${JSON.stringify(value)} ` : ''
}

function knownKeys([parent]: readonly PropertyKey[]): string[] {
  if (parent === 'fields') return [...fieldNames]
  if (parent === 'topics') return ['fields', 'minArticles', 'exclude', 'max']
  if (parent === 'authors') return ['file', 'feeds']
  return Object.keys(corpusSettingsSchema.shape)
}

function withHint(found: Diagnostic, hint: string): Diagnostic {
  return { ...found, hint }
}

function settingsInvalid(diagnostics: Diagnostic[]): FeedmillError {
  const sorted = diagnostics.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  const hint = `Fix the errors in ${SETTINGS_FILE}.`
  return new FeedmillError('corpus-settings-invalid', `${SETTINGS_FILE} is invalid`, hint, { diagnostics: sorted })
}
