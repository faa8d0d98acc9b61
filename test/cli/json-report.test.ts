import { describe, expect, it } from 'vitest'
import { formatErrorAsJson, formatReportAsJson } from '../../src/cli/json-report.ts'
import { FeedmillError } from '../../src/errors.ts'
import { PROBLEMS, REPORT, VIEW } from '../support/run-report.ts'

describe('the report for programs', () => {
  it('has every field always, null where there is nothing', () => {
    const refusal = new FeedmillError('publication-refused', 'too many', 'Look.')
    const { diagnostics, ...rest } = JSON.parse(formatReportAsJson({ ...REPORT, refusal, generation: undefined }, VIEW))
    expect(rest).toEqual({
      version: 1,
      published: 32,
      drafts: 1,
      scheduled: 1,
      nextDue: '2030-01-01T00:00:00.000Z',
      feeds: 2,
      refusal: { code: 'publication-refused', message: 'too many', hint: 'Look.' },
      changed: ['feeds/all.xml', 'feeds/all/archive/1.xml', 'index.html'],
      removed: [],
      recovered: [],
      generation: null,
      milliseconds: 1235,
    })
    expect(diagnostics).toHaveLength(4)
    expect(diagnostics[1]).toEqual({
      file: 'content/c.md',
      line: 1,
      field: null,
      rule: 'file-not-utf8',
      message: 'is not',
      hint: 'Save it as UTF-8.',
      severity: 'error',
    })
  })

  it('tells of an error in the same version', () => {
    const error = new FeedmillError('topics-invalid', 'cannot be used', 'Mend.', { diagnostics: PROBLEMS.slice(1, 2) })
    expect(JSON.parse(formatErrorAsJson(error, VIEW))).toMatchObject({
      version: 1,
      error: { code: 'topics-invalid', message: 'cannot be used', hint: 'Mend.' },
      diagnostics: [{ file: 'content/c.md' }],
    })
  })
})
