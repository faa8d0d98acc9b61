import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { generate } from '../../src/build/pipeline.ts'
import { parseConfig } from '../../src/config.ts'
import { linkPost } from '../support/articles.ts'
import { later } from '../support/clock.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

const BUSY = `${linkPost({
  title: 'Busy & <b>bold</b>',
  originalUrl: 'https://example.org/busy',
  locale: 'de',
  quality: 7,
  provider: { name: 'Dawn', domain: 'dawn.example' },
  authors: [{ name: 'Ada', url: 'https://ada.example/' }],
  images: [{ url: 'https://example.org/a.jpg', width: 4, height: 3, title: 'A' }],
  related: [{ title: 'Evening', webUrl: 'https://example.org/evening', publishedDateTime: '2025-01-01' }],
  enclosures: [{ url: 'https://example.org/a.mp3', length: 5, duration: 6 }],
})}The *first* state.
`

it('an article that is written all the time stays as it is published, and everything else goes out', async () => {
  const contentDir = temporaryFolder({ 'busy.md': BUSY, 'b.md': linkPost() })
  const outDir = temporaryFolder()
  const config = parseConfig({ CONTENT_DIR: contentDir, OUT_DIR: outDir })
  const feed = (extension: string) => readFileSync(join(outDir, 'current/feeds', `ai.${extension}`), 'utf8')
  const itemsOf = (extension: string) => {
    const text = feed(extension)
    const item = {
      xml: /<item>[\s\S]*?Busy[\s\S]*?<\/item>/,
      atom: /<entry.*>\s*<title[^>]*>.*Busy[\s\S]*?<\/entry>/,
      json: /{\s*"id": "https:\/\/example.org\/busy"[\s\S]*?\n {8}}/,
    }
    return item[extension as keyof typeof item].exec(text)?.[0]
  }
  await generate(config, { now: later, store: storeIn(outDir) })
  const before = ['xml', 'atom', 'json'].map(itemsOf)
  expect(before).not.toContain(undefined)

  const writer = setInterval(() => appendFileSync(join(contentDir, 'busy.md'), 'More.\n'), 20)
  onTestFinished(() => clearInterval(writer))
  writeFile(join(contentDir, 'new.md'), linkPost({ title: 'Newer', originalUrl: 'https://example.org/newer' }))
  const now = () => new Date()
  const { generation, diagnostics } = await generate(config, { now, store: storeIn(outDir) })
  expect(generation).toBe(2)
  expect(diagnostics).toEqual([
    {
      file: 'busy.md',
      rule: 'file-changing',
      message: 'is being written all the time, so the article stays as it is published',
      hint: 'No action needed if the file was just being written: the next run reads it.',
      severity: 'warning',
    },
  ])
  expect(feed('xml')).toContain('<title>Newer</title>')
  expect(['xml', 'atom', 'json'].map(itemsOf)).toEqual(before)

  clearInterval(writer)
  await generate(config, { now: later, store: storeIn(outDir) })
  expect(feed('xml')).toContain('More.')
})
