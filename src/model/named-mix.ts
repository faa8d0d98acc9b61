import type { Topic } from './topic.ts'

/** The parameters of a mix that say which articles it has. */
export const mixFilters = [
  'any',
  'all',
  'without',
  'author',
  'provider',
  'type',
  'locale',
  'words',
  'min-quality',
  'min-heat',
  'top',
] as const

/** A mix that a file in `mixes/` describes, with a feed like that of a topic. */
export interface NamedMix {
  file: string
  topic: Topic
  /** Its query as in a URL, without a question mark. */
  search: string
}
