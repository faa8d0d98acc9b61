import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { loadAssets } from '../../src/load-assets.ts'
import { renderMixPage } from '../../src/pages/mix/mix-page.tsx'
import { renderStatusPage } from '../../src/pages/status/status-page.tsx'
import { hasBrowser, usePages } from '../support/browser.ts'
import { MIX_PAGE } from '../support/mix-page.ts'
import { PAGE_CORPUS } from '../support/page-corpus.ts'
import { STATUS } from '../support/status.ts'

/** One page of each kind. */
const KINDS = [
  '/',
  '/topics/ai/',
  '/topics/arabic/',
  '/topics/silence/',
  '/topics/all/',
  '/topics/ai/page/oldest/',
  '/articles/hosted/',
  '/articles/map/',
  '/about/json/',
  '/status/',
  '/mix/',
]

const PHONE = { width: 320, height: 640 }
const WIDE = { width: 1920, height: 1080 }

const { paths: assets } = await loadAssets(undefined)

describe.skipIf(!hasBrowser)('every kind of page', () => {
  const site = { title: 'The Mill', publicUrl: 'https://feeds.example', pageImages: false, assets }
  const pages = usePages(PAGE_CORPUS, {
    SITE_TITLE: 'The Mill',
    PUBLIC_URL: 'https://feeds.example',
    FEED_ITEMS: '6',
    ARCHIVE_ITEMS: '5',
  })
  pages.add('mix/index.html', renderMixPage(MIX_PAGE, site))
  pages.add('status/index.html', renderStatusPage(STATUS, site))

  describe.each(KINDS)('%s', (path) => {
    it('has no axe violations, light or dark', async () => {
      const page = await pages.open(path)
      await page.evaluate(axe.source)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const { violations } = await page.evaluate<axe.AxeResults>(
          "axe.run({ rules: { 'target-size': { enabled: true } } })",
        )
        expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([])
      }
    })

    it('fits a narrow window and a wide one', async () => {
      const page = await pages.open(path)
      for (const viewport of [PHONE, WIDE]) {
        await page.setViewportSize(viewport)
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width)
      }
    })
  })

  it('is dark if the system is, and light in print', async () => {
    const page = await pages.open('/', { colorScheme: 'dark' })
    expect(await brightness(page)).toBeLessThan(60)
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await brightness(page)).toBeGreaterThan(240)
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
    expect(await brightness(page)).toBe(255)
    expect(await page.getByRole('button').count()).toBe(0)
  })

  it("is right-to-left if its topic's language is", async () => {
    const page = await pages.open('/topics/arabic/', { viewport: WIDE })
    const title = await page.getByRole('heading', { level: 1 }).boundingBox()
    const image = await page.locator('.thumbnail').first().boundingBox()
    const text = await page.locator('.articles h3 a').first().boundingBox()
    expect(image?.x).toBeGreaterThan(text?.x ?? Number.NaN)
    expect((title?.x ?? 0) + (title?.width ?? 0)).toBeGreaterThan(1400)
  })

  it('aligns text of the other direction with the rest', async () => {
    const home = await pages.open('/', { viewport: WIDE })
    expect((await marginsOf(home, '.description[dir="rtl"]')).left).toBeLessThan(1)
    const arabic = await pages.open('/topics/arabic/', { viewport: WIDE })
    expect((await marginsOf(arabic, '.title .meta')).right).toBeLessThan(1)
  })
})

/** The distance of an element's text from the left and right edges of its container. */
async function marginsOf(page: Page, selector: string): Promise<{ left: number; right: number }> {
  return page.evaluate(`(() => {
    const element = document.querySelector(${JSON.stringify(selector)})
    const range = document.createRange()
    range.selectNodeContents(element)
    const [text, box] = [range.getBoundingClientRect(), element.parentElement.getBoundingClientRect()]
    return { left: text.left - box.left, right: box.right - text.right }
  })()`)
}

/** The brightness of the background, from 0 (black) to 255 (white). */
async function brightness(page: Page): Promise<number> {
  const colour = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  return Math.max(...(colour.match(/\d+/g) ?? []).map(Number))
}
