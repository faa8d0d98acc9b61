import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadAssets } from '../../src/load-assets.ts'
import { renderStatusPage } from '../../src/pages/status/status-page.tsx'
import { hasBrowser, usePages } from '../support/browser.ts'
import { filesBelow } from '../support/files.ts'
import { hostileCorpus } from '../support/hostile.ts'
import { STATUS } from '../support/status.ts'

const samples = fc.sample(hostileCorpus, { numRuns: 15, seed: 7 })
const files = Object.fromEntries([
  ...Object.entries(filesBelow(fileURLToPath(new URL('../fixtures/hostile', import.meta.url)))),
  ...samples.flatMap((sample, index) =>
    Object.entries(sample).map(([path, text]) => [`${index}/${path}`, text] as const),
  ),
])

const { paths: assets } = await loadAssets(undefined)

describe.skipIf(!hasBrowser)('pages of hostile articles', () => {
  const pages = usePages(files, { FEED_ITEMS: '5', ARCHIVE_ITEMS: '5' })
  const evil = '<img src="https://elsewhere.example/a.png"><script>alert(1)</script><p style="color: red">'
  const site = { title: 'The Mill', publicUrl: 'https://feeds.example', pageImages: false, assets }
  pages.add('slipped/index.html', renderStatusPage(STATUS, site).replace('</main>', `${evil}</main>`))

  it('run nothing, contact no other host and violate no policy', async () => {
    const page = await pages.open('/')
    const paths = pages.paths().filter((path) => path !== '/slipped/')
    expect(paths.length).toBeGreaterThan(50)
    for (const path of paths) {
      const response = await page.goto(pages.url + path, { waitUntil: 'load' })
      expect([path, response?.status()]).toEqual([path, 200])
    }
  })

  it('are protected by their policy if something slips through', async () => {
    await pages.open('/slipped/')
    const refused = pages.faults.splice(0).sort()
    expect(refused).toEqual([
      expect.stringMatching(/^Applying inline style violates .* The action has been blocked\.$/),
      expect.stringMatching(/^Executing inline script violates .* The action has been blocked\.$/),
      expect.stringMatching(/^Loading the image 'https:.* violates .* The action has been blocked\.$/),
      'a request for https://elsewhere.example/a.png',
    ])
  })
})
