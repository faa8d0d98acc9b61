import type { Generation } from './load-generation.ts'

/** The state of the service. A single reference is swapped, so that each request sees one generation. */
export interface ServiceState {
  generation: Generation | undefined
  /** Whether the published generation is corrupt, so that the next run must publish again. */
  isDamaged: boolean
  /** Why the last run failed, if it did. */
  failure: string | undefined
  stopping: boolean
}
