import type { RunReport } from '../build/run-report.ts'
import { countDiagnostics } from '../model/count-diagnostics.ts'
import type { Diagnostic } from '../model/diagnostic.ts'

export interface StatusOptions {
  /** Whether warnings and skipped articles are failures. */
  strict?: boolean | undefined
}

/** The exit status of `feedmill generate` after a run that did not fail: dirt in the corpus is no failure, unless strict. */
export function generateStatus({ diagnostics }: RunReport, { strict = false }: StatusOptions): 0 | 1 {
  return strict && diagnostics.length > 0 ? 1 : 0
}

/** The exit status of `feedmill check`: 1 if an article is skipped or the result would not be published. */
export function checkStatus(report: RunReport, options: StatusOptions): 0 | 1 {
  const { skipped } = countDiagnostics(report.diagnostics)
  return skipped > 0 || report.refusal ? 1 : generateStatus(report, options)
}

/** The exit status of `feedmill doctor`: 1 if there is an error. */
export function doctorStatus(diagnostics: readonly Diagnostic[], { strict = false }: StatusOptions): 0 | 1 {
  return diagnostics.some(({ severity }) => strict || severity === 'error') ? 1 : 0
}
