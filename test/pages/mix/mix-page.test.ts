import { describe, expect, it } from 'vitest'
import type { MixPage } from '../../../src/pages/mix/mix.ts'
import { renderMixPage } from '../../../src/pages/mix/mix-page.tsx'
import { ASSETS } from '../../support/assets.ts'
import { MIX_PAGE } from '../../support/mix-page.ts'

describe('the page of a mix', () => {
  it('shows the values of its fields', () => {
    const page = render()
    expect(page).toContain('name="any" value="ai" checked aria-label="Any: AI"/>')
    expect(page).toContain('name="all" value="ai" aria-label="All: AI"/>')
    expect(page).toContain('name="words" value="wheel, -war"')
    expect(page).toContain('<option value="4/week" selected>4 a week</option>')
    expect(page).toContain('name="items" step="1" value="12" min="1" max="100"/>')
  })

  it('shows the feed, escaped, and lets readers discover it', () => {
    const page = render()
    expect(page).toContain(
      '<h2 id="subscribe" dir="auto">AI or Robots, “wheel”, without “war”, best 4 of each week</h2>',
    )
    expect(page).toContain('How a &lt;mill> works</a>')
    expect(page).toContain('<li lang="ar" dir="rtl"><h3>')
    expect(page).toContain(
      'title="AI or Robots, “wheel”, without “war”, best 4 of each week – The Mill (RSS)" href="https://feeds.example/feeds/mix.xml?any=ai,robots&amp;items=12&amp;top=4/week&amp;words=-war,wheel"/>',
    )
    expect(page).toContain('data-copy="https://feeds.example/feeds/mix.xml?any=ai,robots&amp;items=12')
  })

  it.each([
    [[4, 0, 4, 0], 4, '8 articles in the last year, about 2 a week'],
    [[1, 0, 0, 0], 4, '1 article in the last year, less than one a week'],
    [[5, 5, 5, 2], 3, '17 articles in the last year, about 5.7 a week'],
    [[99, 98], 2, '197 articles in the last year, about 99 a week'],
    [[0, 0], 2, 'No articles in the last year'],
  ])('says of %j in %i weeks: %s', (weeks, span, rate) => {
    expect(render({ result: { ...MIX_PAGE.result, weeks, span } as MixPage['result'] })).toContain(
      `id="rate">${rate}</p>`,
    )
  })

  it('says what is wrong instead', () => {
    const page = render({ result: { problem: 'items is 0. Allowed: 1 to 100.' } })
    expect(page).toContain('<p role="alert">items is 0. Allowed: 1 to 100.</p>')
    expect(page).not.toMatch(/rel="alternate"|class="addresses"/)
  })

  it('has only fields that tell articles apart, and those that are in use', () => {
    const none = { author: [], provider: [], type: [], locale: [{ key: 'en', name: 'en' }] }
    const choices = { topics: [], names: none, hasQuality: false, hasHeat: false }
    const fields = new Map([['type', ['video']]])
    expect([...render({ choices, fields }).matchAll(/<label for="field-([\w-]+)"/g)].map(([, name]) => name)).toEqual([
      'words',
      'type',
      'top',
      'content',
      'digest',
      'items',
    ])
  })

  it('filters topics only if there are many', () => {
    const { choices } = MIX_PAGE
    expect(render()).toContain('id="filter"')
    expect(render({ choices: { ...choices, topics: choices.topics.slice(0, 12) } })).not.toContain('id="filter"')
  })
})

function render(changes: Partial<MixPage> = {}): string {
  const site = { title: 'The Mill', publicUrl: 'https://feeds.example', pageImages: false, assets: ASSETS }
  return renderMixPage({ ...MIX_PAGE, ...changes }, site)
}
