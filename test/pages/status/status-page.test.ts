import { describe, expect, it } from 'vitest'
import type { Status } from '../../../src/pages/status/status.ts'
import { renderStatusPage } from '../../../src/pages/status/status-page.tsx'
import { ASSETS } from '../../support/assets.ts'
import { STATUS } from '../../support/status.ts'

const site = { title: 'The Mill', publicUrl: 'https://feeds.example', pageImages: false, assets: ASSETS }

const NO_PROBLEMS = { total: 0, skipped: 0, first: [] }

describe('the status page', () => {
  it('summarizes the status in a sentence', () => {
    expect(leadOf(STATUS)).toBe('The last run succeeded, but skipped articles.')
    expect(leadOf({ ...STATUS, problems: { ...STATUS.problems, skipped: 0 } })).toBe(
      'The last run succeeded with warnings.',
    )
    expect(leadOf({ ...STATUS, problems: NO_PROBLEMS })).toBe('All is well.')
    expect(leadOf({ ...STATUS, runs: STATUS.runs.slice(1) })).toBe(
      'The last run failed; the previous publication stays in service.',
    )
    expect(leadOf({ ...STATUS, runs: [] })).toBe('No run has finished yet.')
  })

  it('shows each run with its time, outcome, duration and changed feeds', () => {
    expect(rowsOf('Last runs')).toEqual([
      '2026-11-22 06:00 UTC | published | 0.42 | all, ai',
      '2026-11-22 05:45 UTC | failed: the topic files cannot be used |  | ',
      '2026-11-22 05:30 UTC | unchanged | 0.31 | ',
    ])
  })

  it('counts the errors and warnings that it does not list', () => {
    const page = renderStatusPage({ ...STATUS, problems: { ...STATUS.problems, total: 40_000 } }, site)
    expect(page).toContain('… and 39998 more: <code>feedmill check</code>')
    expect(renderStatusPage(STATUS, site)).not.toContain('more: <code>')
  })

  it('names some of many changed feeds', () => {
    const changedFeeds = Array.from({ length: 300 }, (_, index) => `topic-${index}`)
    const page = renderStatusPage({ ...STATUS, runs: [{ ...STATUS.runs[0], changedFeeds }] as Status['runs'] }, site)
    expect(page).toContain('topic-6, topic-7 and 292 more</td>')
  })

  it('says why the last run failed, and how to fix it', () => {
    const page = renderStatusPage({ ...STATUS, runs: STATUS.runs.slice(1) }, site)
    expect(page).toContain('<p>the topic files cannot be used. Fix the errors in the topic files.</p>')
    expect(page).toContain(
      '<li>topics/minds.yaml – topic-duplicate (id): Describe each topic in only one file, with a unique id and name.</li>',
    )
    expect(renderStatusPage(STATUS, site)).not.toContain('Why the last run failed')
  })

  it('shows each diagnostic by file, rule and hint', () => {
    expect(rowsOf('Errors and warnings')).toEqual([
      'news/storm.md:4 | skipped | date-impossible (publishedDateTime) | Use a date and time that exist.',
      'news/calm.md | published | id-changed (id) | Set id in the front matter to the former id, or readers show the article again as new.',
    ])
  })

  it('shows requests by format and by reader', () => {
    expect(rowsOf('Requests by format')).toEqual(['rss | 4120', 'atom | 311', 'json | 27'])
    expect(rowsOf('Requests by feed reader')).toEqual(['Miniflux | 2210', 'NetNewsWire | 1408', 'others | 840'])
  })

  it('plots the estimated subscribers of each feed', () => {
    const page = renderStatusPage(STATUS, site)
    expect(page).toContain('<h3>ai</h3><figure class="plot"><svg class="spark" viewBox="0 0 320 91" role="img"')
    expect(page).toContain('aria-label="From 10 to 40, at most 40"')
    expect(page).toContain('d="M0.0 68.5L160.0 47.0L320.0 4.0"')
    expect(page).toContain('<strong>41</strong> now, 40 at most from 20 November 2026 to 22 November 2026')
  })

  it('shows the number on the first day, without a plot', () => {
    const subscribers = [{ feed: 'ai', now: 3, since: new Date('2026-11-22'), points: [] }]
    expect(renderStatusPage({ ...STATUS, subscribers }, site)).toContain(
      '<h3>ai</h3><p class="meta"><strong>3</strong> now, first counted on 22 November 2026</p>',
    )
  })

  it('says if there is nothing to show', () => {
    const empty = { problems: NO_PROBLEMS, runs: [], requestsByFormat: [], requestsByReader: [], subscribers: [] }
    expect(renderStatusPage({ ...STATUS, ...empty }, site).match(/>None</g)).toHaveLength(4)
    expect(renderStatusPage({ ...STATUS, requestsByReader: [] }, site)).toContain('Requests by feed reader: none</p>')
  })

  it('escapes its content', () => {
    const runs = [{ ...STATUS.runs[0], failure: { message: '<script>', problems: NO_PROBLEMS } }] as Status['runs']
    expect(renderStatusPage({ ...STATUS, runs }, site)).not.toContain('<script')
  })
})

function leadOf(status: Status): string | undefined {
  return /<p class="lead">([^<]*)/.exec(renderStatusPage(status, site))?.[1]
}

/** The rows of a table by its label, as text. */
function rowsOf(label: string): string[] {
  const table = renderStatusPage(STATUS, site).split(`aria-label="${label}"`)[1]?.split('</table>')[0] ?? ''
  return table
    .split('<tr>')
    .slice(2)
    .map((row) => row.replace(/<\/td><td[^>]*>/g, ' | ').replace(/<[^>]*>/g, ''))
}
