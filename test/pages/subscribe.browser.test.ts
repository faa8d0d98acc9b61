import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hasBrowser, usePages } from '../support/browser.ts'
import { eventually, startServer } from '../support/command.ts'
import { LONG_NAME, PAGE_CORPUS } from '../support/page-corpus.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe.skipIf(!hasBrowser)('a person in a browser', () => {
  const pages = usePages(PAGE_CORPUS, { PUBLIC_URL: 'https://feeds.example', FEED_ITEMS: '6', ARCHIVE_ITEMS: '5' })

  it('finds a topic by its subject and copies its URL', async () => {
    const page = await pages.open('/', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('searchbox', { name: 'Filter the feeds' }).fill('NEURAL net')
    expect(await shownTopics(page)).toEqual(['AI'])
    await page.getByRole('link', { name: 'AI', exact: true }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('AI')
    await page.getByRole('button', { name: 'Copy: RSS' }).click()
    await page.getByText('Copied', { exact: true }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('https://feeds.example/feeds/ai.xml')
    expect(await page.getByRole('status').textContent()).toBe('Copied: https://feeds.example/feeds/ai.xml')
  })

  it('copies a URL if the browser denies clipboard access', async () => {
    const page = await pages.open('/topics/ai/', { permissions: ['clipboard-read'] })
    await page.evaluate('delete Clipboard.prototype.writeText')
    await page.getByRole('button', { name: 'Copy: Atom' }).click()
    await page.getByText('Copied', { exact: true }).waitFor()
    expect(await focusedName(page)).toBe('Copy: Atom')
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('https://feeds.example/feeds/ai.atom')
  })

  it('sees a URL to copy without scripts', async () => {
    const page = await pages.open('/topics/ai/')
    await page.evaluate('delete Navigator.prototype.clipboard, (document.execCommand = () => false)')
    const asking = page.waitForEvent('dialog')
    const clicking = page.getByRole('button', { name: 'Copy: Atom' }).click()
    const dialog = await asking
    expect(dialog.defaultValue()).toBe('https://feeds.example/feeds/ai.atom')
    await dialog.dismiss()
    await clicking
    expect(pages.faults.splice(0)).toEqual(['a dialog: Select the address and copy it'])
    expect(await focusedName(page)).toBe('Copy: Atom')
    expect(await page.getByText('Copied').count()).toBe(0)
  })

  it('filters without regard to case and accents, sees when nothing is left, and gets all back', async () => {
    const page = await pages.open('/')
    const filter = page.getByRole('searchbox')
    await filter.fill('Röbots')
    expect(await shownTopics(page)).toEqual(['Robots'])
    expect(await page.getByRole('status').textContent()).toBe('1 of 6 feeds')
    await filter.fill('nothing like it')
    expect(await shownTopics(page)).toEqual([])
    expect(await page.getByText('No matching feeds.').isVisible()).toBe(true)
    await filter.fill('')
    expect(await shownTopics(page)).toEqual(['AI', 'Machine Learning', 'Robots', LONG_NAME, 'Silence', 'خرائط'])
  })

  it('filters only by the beginnings of words in name, description and keywords', async () => {
    const page = await pages.open('/')
    const filter = page.getByRole('searchbox')
    for (const [words, topics] of [
      ['copy rss', []],
      ['ays', []],
      ['learn programs', ['Machine Learning']],
      ['الخر', ['خرائط']],
      ['學', ['AI']],
    ] as const) {
      await filter.fill(words)
      expect([words, await shownTopics(page)]).toEqual([words, topics])
    }
  })

  it('sees an error if the list of feeds cannot be read', async () => {
    const page = await pages.open('/')
    await page.route('**/feeds.opml', (route) => route.abort())
    await page.getByRole('checkbox', { name: 'Robots' }).check()
    await page.getByRole('link', { name: 'Download 1 feed (OPML)' }).click()
    await page.getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor()
    pages.faults.splice(0)
    await page.unroute('**/feeds.opml')
    await download(page, 'Download 1 feed (OPML)')
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('selects two topics and gets an OPML file with them, in their folders', async () => {
    const page = await pages.open('/')
    await page.getByRole('checkbox', { name: 'Robots' }).check()
    await page.getByRole('link', { name: 'Download 1 feed (OPML)' }).waitFor()
    await page.getByRole('checkbox', { name: 'خرائط' }).check()
    const opml = await download(page, 'Download 2 feeds (OPML)')
    expect(opml.match(/<outline .*/g)).toEqual([
      '<outline text="AI">',
      '<outline type="rss" text="Robots" title="Robots" description="Machines with hands." xmlUrl="https://feeds.example/feeds/robots.xml" htmlUrl="https://feeds.example/topics/robots/"/>',
      '<outline type="rss" text="خرائط" title="خرائط" description="كيف نقرأ الخرائط ولماذا نحبها." xmlUrl="https://feeds.example/feeds/arabic.xml" htmlUrl="https://feeds.example/topics/arabic/" language="ar"/>',
    ])
  })

  it('gets the complete OPML file if nothing is selected', async () => {
    const page = await pages.open('/')
    const opml = await download(page, 'Download all feeds (OPML)')
    expect(opml.match(/xmlUrl=/g)).toHaveLength(7)
  })

  it('pages through the history of a topic to its oldest article and back', async () => {
    const page = await pages.open('/topics/ai/')
    const titles = [...(await articleTitles(page))]
    for (;;) {
      const older = page.getByRole('link', { name: 'Older articles' })
      if ((await older.count()) === 0) break
      await older.click()
      titles.push(...(await articleTitles(page)))
    }
    expect(titles).toHaveLength(25)
    expect(new Set(titles).size).toBe(25)
    expect(titles.at(-1)).toBe('Report 23: what the machine said')
    while (page.url() !== `${pages.url}/topics/ai/`) await page.getByRole('link', { name: 'Newer articles' }).click()
    expect(await articleTitles(page)).toContain('Report 0: what the machine said')
  })

  it('reads a hosted article and goes on to the next one', async () => {
    const page = await pages.open('/topics/machine-learning/')
    await page.getByRole('link', { name: 'How a mill works' }).click()
    expect(await page.title()).toBe('How a mill works – Feedmill')
    const later = page.getByRole('navigation', { name: 'More in AI' }).getByRole('link', { name: /Report 1/ })
    expect(await later.getAttribute('href')).toBe('https://news.example/report-1')
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'AI' }).click()
    expect(new URL(page.url()).pathname).toBe('/topics/ai/')
  })

  it('can do all of this with the keyboard', async () => {
    const page = await pages.open('/', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.keyboard.press('Tab')
    expect(await focusedName(page)).toBe('Skip to content')
    await tabTo(page, 'Copy: JSON')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('https://feeds.example/feeds/all.json')
    await tabTo(page, 'filter')
    await page.keyboard.type('machine')
    expect(await shownTopics(page)).toEqual(['AI', 'Machine Learning', 'Robots'])
    for (const name of ['Include AI in the OPML file', 'Include Robots in the OPML file']) {
      await tabTo(page, name)
      await page.keyboard.press('Space')
    }
    await tabTo(page, 'Download 2 feeds (OPML)', 'Shift+Tab')
    const downloading = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    expect(readFileSync(await (await downloading).path(), 'utf8').match(/xmlUrl=/g)).toHaveLength(2)
    await tabTo(page, 'Robots')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/topics/robots/')
  })

  it('finds the same if Feedmill itself serves', async () => {
    const page = await pages.open(await serve(), { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('checkbox', { name: 'Robots' }).check()
    expect((await download(page, 'Download 1 feed (OPML)')).match(/xmlUrl=/g)).toHaveLength(1)
    await page.getByRole('link', { name: 'How a mill works' }).first().click()
    await page.getByRole('link', { name: 'Feedmill' }).click()
    await page.getByRole('button', { name: 'Copy: Atom' }).click()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('http://localhost:3000/feeds/all.atom')
  })

  it('composes a feed from the page of a topic, with a preview of every change', async () => {
    const home = await serve()
    const page = await pages.open(`${home}topics/robots/`, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('link', { name: 'Compose a feed …' }).click()
    expect(await page.getByRole('checkbox', { name: 'Any: Robots' }).isChecked()).toBe(true)
    expect(await page.getByText(/^8 articles in the last year/).isVisible()).toBe(true)
    await page.getByRole('checkbox', { name: 'Any: AI' }).check()
    await page.getByRole('textbox', { name: 'Words' }).fill('mill')
    await page.getByRole('heading', { name: 'AI or Robots, “mill”' }).waitFor()
    expect(await articleTitles(page)).toEqual(['How a mill works'])
    expect(page.url()).toBe(`${home}mix/?any=ai,robots&words=mill`)
    expect(await page.getByRole('status').textContent()).toBe('1 article in the last year, less than one a week')
    await page.getByRole('button', { name: 'Copy: RSS' }).click()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      'http://localhost:3000/feeds/mix.xml?any=ai,robots&words=mill',
    )
    await page.getByRole('combobox', { name: 'Content' }).selectOption('excerpt')
    await page.getByRole('combobox', { name: 'Digest' }).selectOption('week')
    await page.getByRole('alert').filter({ hasText: 'Allowed with digest: full.' }).waitFor()
    expect(pages.faults.splice(0)).toEqual([expect.stringContaining('400')])
  })

  it('composes a feed without scripts', async () => {
    const page = await pages.open(await serve(), { javaScriptEnabled: false })
    await page.getByRole('link', { name: 'Compose a feed of your own' }).click()
    await page.getByRole('checkbox', { name: 'All: Robots' }).check()
    await page.getByRole('textbox', { name: 'Words' }).fill('Machine')
    await page.getByRole('spinbutton', { name: 'Items, at most' }).fill('3')
    await page.getByRole('button', { name: 'Show the feed' }).click()
    expect(new URL(page.url()).search).toBe('?all=robots&items=3&words=machine')
    expect(await articleTitles(page)).toEqual([0, 3, 6].map((number) => `Report ${number}: what the machine said`))
    expect(await page.getByRole('checkbox', { name: 'All: Robots' }).isChecked()).toBe(true)
    await page.getByRole('spinbutton', { name: 'Items, at most' }).fill('')
    await page.getByRole('link', { name: 'Start again' }).click()
    expect(new URL(page.url()).search).toBe('')
  })

  it('finds everything without scripts, except buttons that need them', async () => {
    const page = await pages.open('/', { javaScriptEnabled: false })
    expect(await page.getByRole('button').count()).toBe(0)
    expect(await page.getByRole('checkbox').count()).toBe(0)
    expect(await page.getByRole('searchbox').count()).toBe(0)
    const opml = await download(page, 'Download all feeds (OPML)')
    expect(opml.match(/xmlUrl=/g)).toHaveLength(7)
    await page.getByRole('link', { name: 'AI', exact: true }).click()
    expect(await page.getByRole('link', { name: 'https://feeds.example/feeds/ai.xml' }).isVisible()).toBe(true)
    await page.getByRole('link', { name: 'Older articles' }).click()
    expect(await articleTitles(page)).toHaveLength(6)
  })
})

/** @returns the URL of the home page of a server */
async function serve(): Promise<string> {
  const server = await startServer({
    CONTENT_DIR: temporaryFolder(PAGE_CORPUS),
    OUT_DIR: temporaryFolder(),
    REGENERATE_CRON: '0 0 1 1 *',
  })
  await eventually(async () => (await fetch(`${server.url}/readyz`)).ok || undefined)
  return `${server.url}/`
}

async function shownTopics(page: Page): Promise<string[]> {
  return page.locator('.topics > li:visible h3 a').allTextContents()
}

async function articleTitles(page: Page): Promise<string[]> {
  return page.locator('.articles h3').allTextContents()
}

async function download(page: Page, link: string): Promise<string> {
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: link, exact: true }).click()
  const file = await downloading
  expect(file.suggestedFilename()).toBe('feeds.opml')
  return readFileSync(await file.path(), 'utf8')
}

/** The focused element: its label, text or id. */
async function focusedName(page: Page): Promise<string> {
  return page.evaluate(
    '(({ ariaLabel, textContent, id }) => ariaLabel || textContent.trim() || id)(document.activeElement)',
  )
}

async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    if ((await focusedName(page)) === name) return
    await page.keyboard.press(key)
  }
  throw new Error(`the keyboard does not lead to ${name}`)
}
