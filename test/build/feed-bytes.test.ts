import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generate } from '../../src/build/pipeline.ts'
import { parseConfig } from '../../src/config.ts'
import { linkPost } from '../support/articles.ts'
import { readRss } from '../support/parse-documents.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Twelve articles, newest first, each of about 50 KB. */
const ARTICLES = Object.fromEntries(
  Array.from({ length: 12 }, (_, index) => [
    `${index}.md`,
    linkPost({
      title: `Post ${index}`,
      originalUrl: `https://example.org/${index}`,
      publishedDateTime: new Date(Date.UTC(2026, 0, 20 - index)),
    }) + 'Long & longer. '.repeat(2500),
  ]),
)

async function publish(env: Record<string, string>) {
  const outDir = temporaryFolder()
  const config = parseConfig({ CONTENT_DIR: temporaryFolder(ARTICLES), OUT_DIR: outDir, ...env })
  const { diagnostics } = await generate(config, { now: () => new Date('2026-11-01'), store: storeIn(outDir) })
  const pathOf = (extension: string) => join(outDir, 'current', 'feeds', `ai.${extension}`)
  const historyOf = (url: string | undefined): (string | undefined)[] => {
    if (url === undefined) return []
    const { articles, previous } = readRss(readFileSync(join(outDir, 'current', new URL(url).pathname), 'utf8'))
    return [...articles.map(({ title }) => title), ...historyOf(previous)]
  }
  const titlesOf = () => readRss(readFileSync(pathOf('xml'), 'utf8')).articles.map(({ title }) => title)
  return {
    diagnostics,
    sizes: ['xml', 'atom', 'json'].map((extension) => statSync(pathOf(extension)).size),
    titles: titlesOf(),
    history: historyOf('http://localhost:3000/feeds/ai.xml'),
  }
}

describe('FEED_BYTES', () => {
  it('makes a feed hold fewer articles in every format, and its archive the rest', async () => {
    const { sizes, titles, history, diagnostics } = await publish({ FEED_BYTES: '300000' })
    expect(titles).toEqual(['Post 0', 'Post 1', 'Post 2', 'Post 3'])
    expect(Math.max(...sizes)).toBeLessThanOrEqual(300_000)
    expect(history).toEqual(Array.from({ length: 12 }, (_, index) => `Post ${index}`))
    expect(diagnostics).toEqual([])
  })

  it('leaves a feed alone that is smaller', async () => {
    const { titles, sizes } = await publish({})
    expect(titles).toHaveLength(12)
    expect(Math.max(...sizes)).toBeGreaterThan(500_000)
  })
})
