import { z } from 'zod'
import type { Diagnostic } from '../model/diagnostic.ts'
import { mixFilters, type NamedMix } from '../model/named-mix.ts'
import { diagnostic, type Rule } from '../model/rules.ts'
import type { Topic } from '../model/topic.ts'
import { nearestName } from '../text/nearest-name.ts'
import { descriptionFields, isFeedId, readDescription, sortFormerIds } from './feed-description.ts'
import { name, optional } from './fields.ts'
import { parseTolerantly } from './parse-tolerantly.ts'
import type { SourceFile } from './source-file.ts'

const mixSchema = z.object({
  ...descriptionFields,
  title: optional(name),
})

const FIELDS = [...Object.keys(mixSchema.shape), ...mixFilters]

/** More warnings would only repeat the same mistake. */
const MAX_UNKNOWN = 20

/** What mixes have in URLs only, and why. */
const ONLY_IN_URLS = new Map([
  ['content', 'a named mix has the whole articles, as topics have'],
  ['digest', 'a digest appears when a period is over, but the files of feeds follow from the articles alone'],
  ['items', 'a named mix has all of its articles, in FEED_ITEMS and in archive pages'],
])

/** What a file of a mix says; without a mix if it cannot be used. */
export interface ParsedMix {
  mix?: NamedMix
  diagnostics: Diagnostic[]
}

/**
 * Parses a file in `mixes/`, whose name is the id of the mix. An invalid field that only describes is left out; without a name, or
 * with a filter that cannot be understood, there is no mix, because it could have articles that nobody wanted.
 */
export function parseMix(source: SourceFile): ParsedMix {
  const read = readDescription(source)
  if ('diagnostics' in read) return read
  const { data, locate } = read
  const { path: file } = source
  const warn = (rule: Rule, field: string, message: string) =>
    diagnostic(rule, locate([field]), message, { severity: 'warning' })
  const id = file.replace(/^.*\//, '').replace(/\.\w+$/, '')
  const filters = Object.entries(data).filter(([field, value]) => isFilter(field) && value !== null)
  const { fields, diagnostics } = parseTolerantly(mixSchema, data, locate)
  const fatal = [
    ...(isFeedId(id) ? [] : [diagnostic('mix-id-invalid', { file }, `has a name that is no id of a feed`)]),
    ...(fields.name || diagnostics.some(({ field }) => field === 'name')
      ? []
      : [warn('field-missing', 'name', 'is missing')]),
    ...unknownFields(data).map(([field, reason]) => warn('mix-invalid', field, reason)),
    ...filters
      .filter(([, value]) => ![value].flat().every(isSimple))
      .map(([field]) => warn('mix-invalid', field, 'is neither a text or number nor a list of them')),
  ].map((found): Diagnostic => ({ ...found, severity: 'warning' }))
  if (fatal.length > 0 || !fields.name) return { diagnostics: [...diagnostics, ...fatal] }

  const { name, title, description, language, image, keywords, retired = false } = fields
  const formerIds = sortFormerIds(fields.formerIds, id)
  const topic: Topic = {
    ...{ id, kind: 'mix', name, title, description, language, image, keywords, retired },
    formerIds: formerIds.usable,
    hasDescription: true,
  }
  return {
    mix: { file, topic, search: searchOf(filters) },
    diagnostics: [
      ...diagnostics,
      ...formerIds.unusable.map((former) =>
        warn('topic-id-invalid', 'formerIds', `${JSON.stringify(former)} is not a valid topic id`),
      ),
    ],
  }
}

function isFilter(field: string): boolean {
  return (mixFilters as readonly string[]).includes(field)
}

function isSimple(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

/** The fields that no mix has, and what is wrong with each. */
function unknownFields(data: Readonly<Record<string, unknown>>): [field: string, reason: string][] {
  const unknown = Object.keys(data).filter((field) => !FIELDS.includes(field))
  return unknown.slice(0, MAX_UNKNOWN).map((field) => {
    const reason = ONLY_IN_URLS.get(field)
    if (reason) return [field, `is for mixes in URLs only: ${reason}`]
    const nearest = nearestName(field.slice(0, 100), FIELDS)
    return [field, `is not a field of a mix${nearest ? `; did you mean ${nearest}?` : ''}`]
  })
}

/** The query of a URL. A comma in an item of a list separates nothing, and means no more than a space. */
function searchOf(filters: readonly (readonly [field: string, value: unknown])[]): string {
  const parameters = filters.map(([field, value]) => [
    field,
    Array.isArray(value) ? value.map((item) => String(item).replaceAll(',', ' ')).join(',') : String(value),
  ])
  return new URLSearchParams(parameters).toString()
}
