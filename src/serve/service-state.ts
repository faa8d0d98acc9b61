import type { Generation } from './load-generation.ts'

/** What the server serves at this moment. One reference is swapped, so that a request sees one generation. */
export interface ServiceState {
  generation: Generation | undefined
  /** Whether what is published is damaged, so that the next run shall publish anew. */
  isDamaged: boolean
  /** Why the last run failed, if it did. */
  failure: string | undefined
  stopping: boolean
}
