import type { Generation } from './load-generation.ts'

/** What is served now. A single reference is swapped, so that a request sees one generation. */
export interface ServiceState {
  generation: Generation | undefined
  /** Whether the published generation is corrupt, so that the next run must publish again. */
  isDamaged: boolean
  /** Why the last run failed, if it did. */
  failure: string | undefined
  stopping: boolean
}
