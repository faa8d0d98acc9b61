/** The periods that `top` and `digest` know. */
export const periods = ['day', 'week', 'month'] as const

export type Period = (typeof periods)[number]

/** What a reader's own feed holds, as a selection of all articles. Lists are sorted and have no repetitions. */
export interface MixQuery {
  /** Ids of topics: an article has at least one of them. */
  any: readonly string[]
  /** Ids of topics: an article has each of them. */
  all: readonly string[]
  /** Ids of topics: an article has none of them. */
  without: readonly string[]
  /** Keys of authors, publishers and types, and language tags: an article has one of each that is not empty. */
  author: readonly string[]
  provider: readonly string[]
  type: readonly string[]
  locale: readonly string[]
  /** Title or excerpt contain each of these words. */
  words: readonly string[]
  /** Title and excerpt contain none of these words; of several joined by hyphens, not all. */
  withoutWords: readonly string[]
  minQuality?: number
  minHeat?: number
  /** Only the best articles of each day or week. */
  top?: { count: number; per: 'day' | 'week' }
  /** An item per period, which lists its articles. */
  digest?: Period
  content: 'full' | 'excerpt'
  /** The most items. */
  items: number
}

/** The query without parameters: all articles. */
export const defaultMix: MixQuery = {
  any: [],
  all: [],
  without: [],
  author: [],
  provider: [],
  type: [],
  locale: [],
  words: [],
  withoutWords: [],
  content: 'full',
  items: 30,
}
