import type { RunReport } from '../build/run-report.ts'
import type { RunReason } from '../build/scheduler.ts'

/** Called when a run of the server has ended. */
export interface RunObserver {
  finished: (reason: RunReason, report: RunReport) => void
  failed: (reason: RunReason, error: unknown) => void
}
