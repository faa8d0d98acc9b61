import type { CorpusProfile } from '../corpus-profile.ts'
import { dateInPath } from '../date-in-path.ts'
import type { Page } from './dialect.ts'

const FIELDS = [
  'date',
  'publisheddatetime',
  'publishdate',
  'pubdate',
  'pubdatetime',
  'publishedat',
  'published',
  'created',
  'created_at',
]

/** Whether an article has a date: in a field, in its path, or in the path of its URL. */
export function hasDate({ path, fields }: Pick<Page, 'path' | 'fields'>, profile: CorpusProfile): boolean {
  const own = (profile.fields.published ?? []).map((name) => name.toLowerCase())
  if ([...own, ...FIELDS].some((name) => fields[name] && typeof fields[name] !== 'boolean')) return true
  return [path, fields.path, fields.url, fields.permalink].some(
    (text) => typeof text === 'string' && dateInPath(text) !== undefined,
  )
}
