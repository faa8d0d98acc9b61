import type { Diagnostic } from './diagnostic.ts'

/** How many diagnostics there are, and how many articles they concern. */
export interface DiagnosticCounts {
  errors: number
  /** Articles with errors, which are skipped. */
  skipped: number
  warnings: number
  /** Articles with warnings only, which are published. */
  warned: number
}

const ARTICLE_FILE = /\.(md|markdown|mdx)$/i

/** Counts diagnostics by severity, and the files that they are about. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): DiagnosticCounts {
  const skipped = new Set<string>()
  const warned = new Set<string>()
  let errors = 0
  for (const { severity, file } of diagnostics) {
    if (severity === 'error') {
      errors++
      skipped.add(file)
    } else if (ARTICLE_FILE.test(file)) warned.add(file)
  }
  for (const file of skipped) warned.delete(file)
  return { errors, skipped: skipped.size, warnings: diagnostics.length - errors, warned: warned.size }
}
