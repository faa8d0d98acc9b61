import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hasBrowser, usePages } from '../support/browser.ts'
import { PAGE_CORPUS } from '../support/page-corpus.ts'

// As large as the article says.
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><rect width="100%" height="100%"/></svg>`

const PHONE = { width: 390, height: 844 }

/** What the first view of a page waits for. */
interface FirstPaint {
  /** URLs of what it cannot be drawn without. */
  blocking: string[]
  /** Bytes, as sent, of these and the page itself. */
  bytes: number
  /** The URL of what is largest, where that is an image. */
  image: string
}

const FIRST_PAINT = `new Promise((resolve) => new PerformanceObserver((list) => {
  const blocking = performance.getEntriesByType('resource').filter((entry) => entry.renderBlockingStatus === 'blocking')
  const [page] = performance.getEntriesByType('navigation')
  resolve({
    blocking: blocking.map(({ name }) => name),
    bytes: [page, ...blocking].reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    image: list.getEntries().at(-1).url,
  })
}).observe({ type: 'largest-contentful-paint', buffered: true }))`

const KINDS = ['/', '/topics/ai/', '/topics/ai/page/oldest/', '/articles/hosted/']

describe.skipIf(!hasBrowser)('a page on a phone', () => {
  const pages = usePages({ ...PAGE_CORPUS, ...manyTopics() }, { FEED_ITEMS: '20', ARCHIVE_ITEMS: '5' })

  it.each(KINDS)('%s shows its largest element once it has the page and its style sheet', async (path) => {
    const page = await pages.open(path, { viewport: PHONE })
    const { blocking, bytes, image } = await page.evaluate<FirstPaint>(FIRST_PAINT)
    expect(blocking).toEqual([expect.stringMatching(/\/style\.\w+\.css$/)])
    expect(bytes).toBeGreaterThan(1000)
    expect(bytes).toBeLessThan(30_000)
    expect(image).toBe('')
  })

  it.each(KINDS)('%s has no layout shifts', async (path) => {
    const page = await pages.open(path, { viewport: PHONE })
    expect(await layoutShift(page)).toBe(0)
  })

  it.each(KINDS)('%s needs at most 50 kB in total', async (path) => {
    const page = await pages.open(path)
    await page.waitForLoadState('networkidle')
    expect(pages.sent()).toBeGreaterThan(1000)
    expect(pages.sent()).toBeLessThan(50_000)
  })
})

describe.skipIf(!hasBrowser)('images from other hosts', () => {
  const pages = usePages(PAGE_CORPUS, { PAGE_IMAGES: 'true', FEED_ITEMS: '20', ARCHIVE_ITEMS: '5' })

  it.each(['/topics/ai/', '/articles/hosted/'])('cause no layout shift on %s when they load late', async (path) => {
    const page = await pages.open('/about/json/', { viewport: PHONE })
    await page.route('https://pictures.example/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      await route.fulfill({ contentType: 'image/svg+xml', body: PICTURE })
    })
    await page.goto(pages.url + path)
    await scrollThrough(page)
    await page.waitForFunction('[...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth)')
    const asked = pages.faults.splice(0)
    expect(asked.length).toBeGreaterThan(1)
    for (const request of asked) expect(request).toMatch(/^a request for https:\/\/pictures\.example\//)
    expect(await layoutShift(page)).toBe(0)
  })

  it('are not requested until a person scrolls near them', async () => {
    const page = await pages.open('/topics/ai/', { viewport: PHONE })
    await page.waitForLoadState('networkidle')
    expect(new Set(pages.faults.splice(0).filter((fault) => fault.includes('request'))).size).toBeLessThan(
      await page.evaluate<number>('document.images.length'),
    )
  })
})

async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (let top = 0; top < document.body.scrollHeight; top += 300) {
      scrollTo(0, top)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  })()`)
  await page.waitForLoadState('networkidle')
}

/** The Cumulative Layout Shift of the page. */
async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    let sum = 0
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (sum += value)))
      .observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => resolve(sum), 200)
  })`)
}

/** The topic files of a large site. */
function manyTopics(): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [
      `topics/subject-${index}.yaml`,
      `name: Subject ${index}\ndescription: What there is to say about subject ${index}, in a sentence of its own.`,
    ]),
  )
}
