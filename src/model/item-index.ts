import type { FormatId } from './feed-formats.ts'

/** Where the items of a document are, so that some can be read without the others, and a number that each must have. */
export interface ItemIndex<Numbers = ArrayLike<number>> {
  /** In bytes. */
  starts: Numbers
  /** Exclusive. */
  ends: Numbers
  checks: Numbers
}

/** The items of a page in each format. */
export type PageIndex<Numbers = ArrayLike<number>> = Record<FormatId, ItemIndex<Numbers>>
