import type { RunReport } from '../../src/build/run-report.ts'
import type { ReportView } from '../../src/cli/report-view.ts'
import type { Diagnostic } from '../../src/model/diagnostic.ts'

export const VIEW: ReportView = {
  cwd: '/home/ada',
  contentDir: 'content',
  outDir: 'out',
  checkCommand: 'feedmill check',
  colours: false,
}

const impossibleDate = {
  field: 'publishedDateTime',
  rule: 'date-impossible',
  hint: 'Use a date and time that exist.',
  severity: 'error',
} as const

export const DIAGNOSTICS: Diagnostic[] = [
  {
    file: 'd.md',
    field: 'id',
    rule: 'id-changed',
    message: 'changes from a:b, 100% sure',
    hint: 'Write the former id.',
    severity: 'warning',
  },
  { file: 'c.md', line: 1, rule: 'file-not-utf8', message: 'is not', hint: 'Save it as UTF-8.', severity: 'error' },
  { ...impossibleDate, file: 'a.md', line: 4, message: '"2026-02-31" does not exist' },
  { ...impossibleDate, file: 'sub/b.md', line: 7, message: '"2026-02-30" does not exist' },
]

/** The report of a run that published a generation and found errors and a warning. */
export const REPORT: RunReport = {
  files: 36,
  published: 32,
  ignored: { draft: 1 },
  understood: '',
  scheduled: 1,
  expired: 1,
  nextDue: new Date('2030-01-01T00:00:00Z'),
  diagnostics: DIAGNOSTICS,
  refusal: undefined,
  feeds: 2,
  changed: ['feeds/all.xml', 'feeds/all/archive/1.xml', 'index.html'],
  removed: [],
  recovered: [],
  unfinished: [],
  generation: 7,
  duration: 1234.5,
}
