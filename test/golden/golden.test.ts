import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { generate } from '../../src/build/pipeline.ts'
import { parseConfig } from '../../src/config.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const golden = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const expected = readdirSync(golden('expected')).sort()

/**
 * The documents of the small corpus next to this file, byte for byte. After an intended change, review every line that
 * `npx vitest run test/golden --update` changes: every subscriber will get it.
 */
describe('the golden documents', () => {
  it('exist in every format', () => {
    expect(expected).toEqual([
      'ai-archive-6201f216bbf350bc.atom',
      'ai-archive-6201f216bbf350bc.json',
      'ai-archive-6201f216bbf350bc.xml',
      'ai.atom',
      'ai.json',
      'ai.xml',
      'feeds.opml',
    ])
  })

  it.each(expected)('%s', async (name) => {
    const outDir = temporaryFolder()
    const config = parseConfig({
      CONTENT_DIR: golden('content'),
      OUT_DIR: outDir,
      PUBLIC_URL: 'https://feeds.example',
      SITE_TITLE: 'The Mill',
      FEED_ITEMS: '3',
      ARCHIVE_ITEMS: '1',
      WEBSUB_HUBS: 'https://hub.example/?a=1&b=2',
    })
    await generate(config, { now: () => new Date('2026-06-01'), store: storeIn(outDir) })
    const path = name === 'feeds.opml' ? name : `feeds/${name.replace('ai-archive-', 'ai/archive/')}`
    const text = readFileSync(join(outDir, 'current', path), 'utf8')
    await expect(text).toMatchFileSnapshot(golden(`expected/${name}`))
  })
})
