import { describe, expect, it } from 'vitest'
import { checkStatus, doctorStatus, generateStatus } from '../../src/cli/exit-status.ts'
import { FeedmillError } from '../../src/errors.ts'
import { DIAGNOSTICS, REPORT } from '../support/run-report.ts'

const CLEAN = { ...REPORT, diagnostics: [] }
const WARNED = { ...REPORT, diagnostics: DIAGNOSTICS.slice(0, 1) }
const SKIPPED = { ...REPORT, diagnostics: DIAGNOSTICS }
const REFUSED = { ...CLEAN, refusal: new FeedmillError('publication-refused', 'too many', 'Look.') }

describe('the exit status', () => {
  it.each([
    ['nothing to report', CLEAN, [0, 0], [0, 0]],
    ['warnings', WARNED, [0, 1], [0, 1]],
    ['skipped articles', SKIPPED, [0, 1], [1, 1]],
    ['a refusal, which generate was forced to override', REFUSED, [0, 0], [1, 1]],
  ])('with %s', (_, report, [generate, strictGenerate], [check, strictCheck]) => {
    expect(generateStatus(report, {})).toBe(generate)
    expect(generateStatus(report, { strict: true })).toBe(strictGenerate)
    expect(checkStatus(report, {})).toBe(check)
    expect(checkStatus(report, { strict: true })).toBe(strictCheck)
  })

  it('of doctor is 1 if there is an error, or a warning if strict', () => {
    expect(doctorStatus([], { strict: true })).toBe(0)
    expect(doctorStatus(DIAGNOSTICS.slice(0, 1), {})).toBe(0)
    expect(doctorStatus(DIAGNOSTICS.slice(0, 1), { strict: true })).toBe(1)
    expect(doctorStatus(DIAGNOSTICS, {})).toBe(1)
  })
})
