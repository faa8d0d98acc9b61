import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { formatErrorAsText, formatReportAsText } from '../../src/cli/text-report.ts'
import { FeedmillError } from '../../src/errors.ts'
import { PROBLEMS, REPORT, VIEW } from '../support/run-report.ts'

const RED = '\u001b[31m'

describe('the report for people', () => {
  it('groups problems by rule, with counts, remedies and places, and ends with what was done', () => {
    expect(formatReportAsText(REPORT, VIEW)).toBe(`date-impossible (2 errors)
  Write a day and a time that exist.
  content/a.md:4 publishedDateTime "2026-02-31" does not exist
  content/sub/b.md:7 publishedDateTime "2026-02-30" does not exist

file-not-utf8 (1 error)
  Save it as UTF-8.
  content/c.md:1 is not

id-changed (1 warning)
  Write the former id.
  content/d.md id was published as a:b, 100% sure

32 articles in 2 feeds, read from content
1 draft skipped
1 article scheduled
Next article due at 2030-01-01T00:00:00.000Z
3 errors (3 articles skipped)
1 warning
3 documents changed, 0 removed; generation 7 is published in out/current
Feeds changed: all
Done in 1.23 s`)
  })

  it('says little when all is well and nothing is new', () => {
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

  it('shows paths from where the command was called, and whole ones elsewhere', () => {
    const inside = formatReportAsText(REPORT, { ...VIEW, cwd: '/home/ada/content', contentDir: '/home/ada/content' })
    expect(inside).toContain('\n  a.md:4 ')
    const elsewhere = formatReportAsText(REPORT, { ...VIEW, contentDir: '/srv/content' })
    expect(elsewhere).toContain('\n  /srv/content/a.md:4 ')
  })

  it('shows the place of a vanished feed in what is published', () => {
    const diagnostics = [{ ...PROBLEMS[0], file: 'feeds/ai.xml', rule: 'feed-vanished' }] as typeof PROBLEMS
    expect(formatReportAsText({ ...REPORT, diagnostics }, VIEW)).toContain('\n  out/current/feeds/ai.xml ')
  })

  it('lets no file name and no article steer the terminal', () => {
    const steering = { file: '\u001b[2Jx\n.md', message: 'is not \u009b2J\u202e' }
    const diagnostics = [{ ...PROBLEMS[1], ...steering }] as typeof PROBLEMS
    expect(formatReportAsText({ ...REPORT, diagnostics }, VIEW)).toContain(
      '\n  content/\ufffd[2Jx\ufffd.md:1 is not \ufffd2J\ufffd\n',
    )
  })

  it('is coloured where colours are shown, and says the same', () => {
    const coloured = formatReportAsText(REPORT, { ...VIEW, colours: true })
    expect(coloured).toContain(`${RED}date-impossible`)
    expect(stripVTControlCharacters(coloured)).toBe(formatReportAsText(REPORT, VIEW))
  })

  it('tells of an error after the problems that led to it', () => {
    const error = new FeedmillError('topics-invalid', 'the topic files cannot be used', 'Mend what is listed.', {
      diagnostics: PROBLEMS.slice(1, 2),
    })
    expect(formatErrorAsText(error, VIEW)).toBe(`file-not-utf8 (1 error)
  Save it as UTF-8.
  content/c.md:1 is not

feedmill: the topic files cannot be used [topics-invalid]
Mend what is listed.`)
  })
})
