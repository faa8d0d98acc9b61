import { describe, expect, it } from 'vitest'
import { formatErrorAsJson, formatReportAsJson } from '../../src/cli/json-report.ts'
import { FeedmillError } from '../../src/errors.ts'
import { DIAGNOSTICS, REPORT, VIEW } from '../support/run-report.ts'

describe('the JSON report', () => {
  it('has every field, with null for missing values', () => {
    const refusal = new FeedmillError('publication-refused', 'too many', 'Look.')
    const { diagnostics, ...rest } = JSON.parse(formatReportAsJson({ ...REPORT, refusal, generation: undefined }, VIEW))
    expect(rest).toEqual({
      version: 2,
      files: 36,
      published: 32,
      skipped: 3,
      warned: 1,
      drafts: 1,
      ignored: { draft: 1 },
      scheduled: 1,
      expired: 1,
      nextDue: '2030-01-01T00:00:00.000Z',
      feeds: 2,
      refusal: { code: 'publication-refused', message: 'too many', hint: 'Look.' },
      changed: ['feeds/all.xml', 'feeds/all/archive/1.xml', 'index.html'],
      removed: [],
      recovered: [],
      unfinished: [],
      generation: null,
      understood: '',
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

  it('reports an error in the same version', () => {
    const error = new FeedmillError('publication-refused', 'cannot be used', 'Fix it.', {
      diagnostics: DIAGNOSTICS.slice(1, 2),
    })
    expect(JSON.parse(formatErrorAsJson(error, VIEW))).toMatchObject({
      version: 2,
      error: { code: 'publication-refused', message: 'cannot be used', hint: 'Fix it.' },
      diagnostics: [{ file: 'content/c.md' }],
    })
  })
})
