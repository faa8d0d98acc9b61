import type { Generation } from './load-generation.ts'

/** The state of the service. A single reference is swapped, so that each request sees one generation. */
export interface ServiceState {
  generation: Generation | undefined
  /** Whether the published generation is corrupt, so that the next run must publish again. */
  isDamaged: boolean
  /** Why the last run failed, if it did. */
  failure: string | undefined
  stopping: boolean
  /** The bucket that the server follows, if it follows one. */
  source?: {
    /** Why it cannot be followed now, if it cannot. */
    failure: string | undefined
    /** When the generation in service was last found to be the current one. */
    confirmedAt: Date | undefined
  }
}
