import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { formatErrorAsText, formatReportAsText, formatRuleAsText } from '../../src/cli/text-report.ts'
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

32 articles in 2 feeds, from 36 files in content
Ignored: 1 draft
1 article scheduled
1 article expired
Next change due at 2030-01-01T00:00:00.000Z
3 articles skipped (3 errors)
1 article with warnings (1 warning)
3 documents changed, 0 removed; published as generation 7 in out/current
Feeds changed: all
Done in 1.23 s`)
  })

  it('is short when there is nothing to report', () => {
    const quiet = {
      ...REPORT,
      diagnostics: [],
      ignored: {},
      scheduled: 0,
      expired: 0,
      nextDue: undefined,
      changed: [],
      generation: undefined,
    }
    expect(formatReportAsText(quiet, VIEW)).toBe(
      '32 articles in 2 feeds, from 36 files in content\nNothing changed\nDone in 1.23 s',
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

  it('says what was understood of the site, and which files are no articles', () => {
    const report = {
      ...REPORT,
      ...{ diagnostics: [], scheduled: 0, understood: 'Hugo, recognised by hugo.toml; links to https://example.org' },
      ignored: { draft: 3, password: 1, unlisted: 2, page: 14, excluded: 5 },
    }
    expect(formatReportAsText(report, VIEW).split('\n').slice(0, 3)).toEqual([
      'Hugo, recognised by hugo.toml; links to https://example.org',
      '32 articles in 2 feeds, from 36 files in content',
      'Ignored: 3 drafts, 2 unlisted, 1 with a password, 14 pages, 5 excluded',
    ])
  })

  it('shows the first five places of a rule, and how to see all', () => {
    const diagnostics = manyDiagnostics(242, 'url-invalid')
    const [title, ...lines] = formatReportAsText({ ...REPORT, diagnostics }, VIEW).split('\n')
    expect(title).toBe('url-invalid (242 warnings)')
    expect(lines.slice(0, 8)).toEqual([
      '  Use an absolute URL.',
      '  content/0.md:3 originalUrl is no URL',
      '  content/1.md:3 originalUrl is no URL',
      '  content/2.md:3 originalUrl is no URL',
      '  content/3.md:3 originalUrl is no URL',
      '  content/4.md:3 originalUrl is no URL',
      '  … and 237 more: feedmill check --rule url-invalid',
      '',
    ])
    expect(lines).toContain('242 articles with warnings (242 warnings)')
  })

  it('counts articles, however many problems each of them has', () => {
    const [, , first] = DIAGNOSTICS
    const twice = [first, { ...first, line: 9 }, { ...first, severity: 'warning' }] as typeof DIAGNOSTICS
    const warnings = [...manyDiagnostics(3, 'url-invalid'), ...manyDiagnostics(2, 'date-format')]
    const report = formatReportAsText({ ...REPORT, diagnostics: [...twice, ...warnings] }, VIEW)
    expect(report).toContain('\n1 article skipped (2 errors)\n3 articles with warnings (6 warnings)\n')
  })

  it.each([
    [1, 4],
    [3, 27],
    [4, 30],
    [6, 30],
    [38, 33],
  ])('fits a screen with %i broken rules', (rules, lines) => {
    const diagnostics = Array.from({ length: rules }, (_, rule) => manyDiagnostics(rules > 1 ? 50 : 1, `rule-${rule}`))
    const report = formatReportAsText({ ...REPORT, diagnostics: diagnostics.flat() }, VIEW).split('\n')
    expect(report.indexOf('32 articles in 2 feeds, from 36 files in content')).toBe(lines)
  })

  it('gives the lines that rare rules leave to the frequent ones', () => {
    const counts = [1, 1, 1, 1, 1, 60]
    const diagnostics = counts.flatMap((count, rule) => manyDiagnostics(count, `rule-${rule}`))
    expect(
      formatReportAsText({ ...REPORT, diagnostics }, VIEW)
        .split('\n')
        .slice(0, 10),
    ).toEqual([
      'rule-5 (60 warnings)',
      '  Use an absolute URL.',
      ...['0', '1', '2', '3', '4'].map((file) => `  content/${file}.md:3 originalUrl is no URL`),
      '  … and 55 more: feedmill check --rule rule-5',
      '',
      'rule-0 (1 warning)',
    ])
  })

  it('names the rules that have no lines of their own', () => {
    const diagnostics = Array.from({ length: 8 }, (_, rule) => manyDiagnostics(9 - rule, `rule-${rule}`)).flat()
    expect(formatReportAsText({ ...REPORT, diagnostics }, VIEW)).toContain(
      '\n2 more rules: rule-6 (3), rule-7 (2)\n  feedmill check --rule <rule>\n\n',
    )
  })

  it('takes a time in proportion to the number of diagnostics', () => {
    const diagnostics = manyDiagnostics(50_000, 'url-invalid')
    const start = performance.now()
    formatReportAsText({ ...REPORT, diagnostics }, VIEW)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('shows every place of one rule on demand', () => {
    const report = { ...REPORT, diagnostics: [...DIAGNOSTICS, ...manyDiagnostics(7, 'url-invalid')] }
    expect(formatRuleAsText(report, 'url-invalid', VIEW)).toBe(`url-invalid (7 warnings)
  Use an absolute URL.
  content/0.md:3 originalUrl is no URL
  content/1.md:3 originalUrl is no URL
  content/2.md:3 originalUrl is no URL
  content/3.md:3 originalUrl is no URL
  content/4.md:3 originalUrl is no URL
  content/5.md:3 originalUrl is no URL
  content/6.md:3 originalUrl is no URL`)
    expect(formatRuleAsText(report, 'id-invalid', VIEW)).toBe('id-invalid: no errors or warnings in content')
  })

  it('names at most ten of the feeds that changed', () => {
    const changed = Array.from({ length: 12 }, (_, index) => `feeds/t${index}.xml`)
    expect(formatReportAsText({ ...REPORT, changed }, VIEW)).toContain(
      '\nFeeds changed: t0, t1, t2, t3, t4, t5, t6, t7, t8, t9 and 2 more\n',
    )
  })

  it('shows an error after the diagnostics that led to it', () => {
    const error = new FeedmillError('publication-refused', 'the topic files cannot be used', 'Fix the errors above.', {
      diagnostics: DIAGNOSTICS.slice(1, 2),
    })
    expect(formatErrorAsText(error, VIEW)).toBe(`file-not-utf8 (1 error)
  Save it as UTF-8.
  content/c.md:1 is not

feedmill: the topic files cannot be used [publication-refused]
Fix the errors above.`)
  })
})

/** As many warnings of one rule, each in another file. */
function manyDiagnostics(count: number, rule: string): typeof DIAGNOSTICS {
  const same = { line: 3, field: 'originalUrl', rule, message: 'is no URL', severity: 'warning' } as const
  return Array.from({ length: count }, (_, index) => ({ ...same, file: `${index}.md`, hint: 'Use an absolute URL.' }))
}
