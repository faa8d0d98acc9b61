import { describe, expect, it } from 'vitest'
import { formatErrorForGitHub, formatReportForGitHub } from '../../src/cli/github-report.ts'
import { FeedmillError } from '../../src/errors.ts'
import { DIAGNOSTICS, REPORT, VIEW } from '../support/run-report.ts'

describe('the report for GitHub Actions', () => {
  it('annotates the line of each diagnostic, errors first, escaped as GitHub requires', () => {
    const lines = formatReportForGitHub(REPORT, VIEW).split('\n')
    expect(lines.slice(0, 5)).toEqual([
      '::error file=content/c.md,line=1,title=file-not-utf8::is not%0ASave it as UTF-8.',
      '::error file=content/a.md,line=4,title=date-impossible::publishedDateTime "2026-02-31" does not exist%0AUse a date and time that exist.',
      '::error file=content/sub/b.md,line=7,title=date-impossible::publishedDateTime "2026-02-30" does not exist%0AUse a date and time that exist.',
      '::warning file=content/d.md,title=id-changed::id changes from a:b, 100%25 sure%0AWrite the former id.',
      '32 articles in 2 feeds, from 36 files in content',
    ])
  })

  it('annotates no more than fifty diagnostics', () => {
    const diagnostics = Array.from(
      { length: 60 },
      (_, line) => ({ ...DIAGNOSTICS[1], line }) as (typeof DIAGNOSTICS)[0],
    )
    const lines = formatReportForGitHub({ ...REPORT, diagnostics }, VIEW).split('\n')
    expect(lines.filter((line) => line.startsWith('::'))).toHaveLength(50)
    expect(lines[50]).toBe('… and 10 more: feedmill check --json')
  })

  it('annotates a refusal, unless it was overridden', () => {
    const refusal = new FeedmillError('publication-refused', 'too many', 'Look.')
    const refused = formatReportForGitHub({ ...REPORT, diagnostics: [], refusal, generation: undefined }, VIEW)
    expect(refused.split('\n')[0]).toBe('::error title=publication-refused::too many%0ALook.')
    expect(formatReportForGitHub({ ...REPORT, refusal }, VIEW)).not.toContain('publication-refused')
  })

  it('strips control characters from messages', () => {
    const diagnostics = [{ ...DIAGNOSTICS[1], message: 'is \u009b2J\u202e' }] as typeof DIAGNOSTICS
    expect(formatReportForGitHub({ ...REPORT, diagnostics }, VIEW)).toContain('::is \ufffd2J\ufffd%0ASave')
  })

  it('does not let a file name inject a workflow command', () => {
    const diagnostics = [{ ...DIAGNOSTICS[1], file: 'a,line=9::x\n::stop-commands::y.md' }] as typeof DIAGNOSTICS
    expect(formatReportForGitHub({ ...REPORT, diagnostics }, VIEW).split('\n')[0]).toBe(
      '::error file=content/a%2Cline=9%3A%3Ax%0A%3A%3Astop-commands%3A%3Ay.md,line=1,title=file-not-utf8::is not%0ASave it as UTF-8.',
    )
  })

  it('annotates an error', () => {
    const error = new FeedmillError('corpus-changing', 'files change', 'Wait.')
    expect(formatErrorForGitHub(error, VIEW)).toBe(
      '::error title=corpus-changing::files change%0AWait.\nfeedmill: files change [corpus-changing]\nWait.',
    )
  })
})
