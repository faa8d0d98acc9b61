import type { RunReport } from '../run.ts'
import type { RunReason } from '../schedule.ts'

/** What is told of each run of the server when it has ended. */
export interface RunObserver {
  finished: (reason: RunReason, report: RunReport) => void
  failed: (reason: RunReason, error: unknown) => void
}
