import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generate } from '../../src/build/pipeline.ts'
import type { RunReport } from '../../src/build/run-report.ts'
import { parseConfig } from '../../src/config.ts'
import { nativeCorpus } from '../support/native-corpus.ts'
import { isInstalled, outputOf } from '../support/programs.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const realCorpus = nativeCorpus()

describe.skipIf(!realCorpus)('the real corpus', () => {
  it('is published completely, except drafts and two duplicates', async () => {
    const { report } = await publish()
    expect(report).toMatchObject({ published: 228, ignored: { draft: 128 }, scheduled: 0, feeds: 10, generation: 1 })
    expect(report.diagnostics.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
      'id-duplicate everyday-power-apps/articles/2021-02-28-user-on-boarding-walkthrough-powerapps-portal-way.md',
      'id-duplicate everyday-power-apps/articles/2021-06-10-microsoft-power-platform-stories.md',
    ])
  })

  it('has a feed of the seed, with the related title repaired', async () => {
    const { feeds } = await publish()
    const rss = readFileSync(join(feeds, 'ai.xml'), 'utf8')
    expect(rss).toContain(
      '<title>DALL-E 2 shows the power of generative deep learning, but raises dispute over AI practices</title>',
    )
    expect(rss).toContain('<dc:creator>The Next Web</dc:creator>')
    expect(rss).toContain('Half machine, half artist – meet DALL-E 2')
    expect(rss).not.toContain('â€')
  })

  it('never publishes secured fields', async () => {
    const { feeds } = await publish()
    const names = documentsBelow(feeds)
    expect(names.length).toBeGreaterThan(5)
    for (const name of names) expect(readFileSync(join(feeds, name), 'utf8')).not.toContain('Kb0AsWO')
  })

  it.skipIf(!isInstalled('xmllint'))('makes well-formed XML only', async () => {
    const { feeds } = await publish()
    const documents = documentsBelow(feeds).filter((name) => /\.(xml|atom)$/.test(name))
    expect(documents).toHaveLength(28)
    expect(outputOf('xmllint', '--noout', '--nonet', ...documents.map((name) => join(feeds, name)))).toBe('')
  })
})

async function publish(): Promise<{ report: RunReport; feeds: string }> {
  const outDir = temporaryFolder()
  const config = parseConfig({ CONTENT_DIR: realCorpus as string, OUT_DIR: outDir })
  const report = await generate(config, { now: () => new Date('2026-11-01'), store: storeIn(outDir) })
  return { report, feeds: join(outDir, 'current/feeds') }
}

function documentsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name))
}
