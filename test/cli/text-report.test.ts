import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { formatErrorAsText, formatReportAsText } from '../../src/cli/text-report.ts'
import { FeedmillError } from '../../src/errors.ts'
import { DIAGNOSTICS, REPORT, VIEW } from '../support/run-report.ts'

const RED = '\u001b[31m'

describe('the report for people', () => {
  it('groups diagnostics by rule, with counts, hints and locations, and ends with the results', () => {
    expect(formatReportAsText(REPORT, VIEW)).toBe(`date-impossible (2 errors)
  Use a date and time that exist.
  content/a.md:4 publishedDateTime "2026-02-31" does not exist
  content/sub/b.md:7 publishedDateTime "2026-02-30" does not exist

file-not-utf8 (1 error)
  Save it as UTF-8.
  content/c.md:1 is not

id-changed (1 warning)
  Write the former id.
  content/d.md id changes from a:b, 100% sure

32 articles in 2 feeds, read from content
1 draft skipped
1 article scheduled
Next article due at 2030-01-01T00:00:00.000Z
3 errors (3 articles skipped)
1 warning
3 documents changed, 0 removed; published as generation 7 in out/current
Feeds changed: all
Done in 1.23 s`)
  })

  it('is short when there is nothing to report', () => {
    const quiet = {
      ...REPORT,
      diagnostics: [],
      drafts: 0,
      scheduled: 0,
      nextDue: undefined,
      changed: [],
      generation: undefined,
    }
    expect(formatReportAsText(quiet, VIEW)).toBe(
      '32 articles in 2 feeds, read from content\nNothing changed\nDone in 1.23 s',
    )
  })

  it('shows paths relative to the working directory, and absolute paths outside of it', () => {
    const inside = formatReportAsText(REPORT, { ...VIEW, cwd: '/home/ada/content', contentDir: '/home/ada/content' })
    expect(inside).toContain('\n  a.md:4 ')
    const elsewhere = formatReportAsText(REPORT, { ...VIEW, contentDir: '/srv/content' })
    expect(elsewhere).toContain('\n  /srv/content/a.md:4 ')
  })

  it('locates a vanished feed in the published generation', () => {
    const diagnostics = [{ ...DIAGNOSTICS[0], file: 'feeds/ai.xml', rule: 'feed-vanished' }] as typeof DIAGNOSTICS
    expect(formatReportAsText({ ...REPORT, diagnostics }, VIEW)).toContain('\n  out/current/feeds/ai.xml ')
  })

  it('says what would change when nothing was written', () => {
    expect(formatReportAsText({ ...REPORT, diagnostics: [], generation: undefined }, VIEW)).toContain(
      '\n3 documents would change, 0 would be removed\n',
    )
  })

  it('strips control characters from file names and messages', () => {
    const steering = { file: '\u001b[2Jx\n.md', message: 'is not \u009b2J\u202e' }
    const diagnostics = [{ ...DIAGNOSTICS[1], ...steering }] as typeof DIAGNOSTICS
    expect(formatReportAsText({ ...REPORT, diagnostics }, VIEW)).toContain(
      '\n  content/\ufffd[2Jx\ufffd.md:1 is not \ufffd2J\ufffd\n',
    )
  })

  it('has the same text with and without colours', () => {
    const coloured = formatReportAsText(REPORT, { ...VIEW, colours: true })
    expect(coloured).toContain(`${RED}date-impossible`)
    expect(stripVTControlCharacters(coloured)).toBe(formatReportAsText(REPORT, VIEW))
  })

  it('shows an error after the diagnostics that led to it', () => {
    const error = new FeedmillError('topics-invalid', 'the topic files cannot be used', 'Fix the errors above.', {
      diagnostics: DIAGNOSTICS.slice(1, 2),
    })
    expect(formatErrorAsText(error, VIEW)).toBe(`file-not-utf8 (1 error)
  Save it as UTF-8.
  content/c.md:1 is not

feedmill: the topic files cannot be used [topics-invalid]
Fix the errors above.`)
  })
})
