import type { RunReport } from '../build/run-report.ts'
import type { RunReason } from '../build/scheduler.ts'

/** What is told of each run of the server when it has ended. */
export interface RunObserver {
  finished: (reason: RunReason, report: RunReport) => void
  failed: (reason: RunReason, error: unknown) => void
}
