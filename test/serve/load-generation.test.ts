import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadGeneration } from '../../src/serve/load-generation.ts'
import { linkPosts } from '../support/articles.ts'
import { runCommand } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('loadGeneration', () => {
  it('finds none before the first publication', async () => {
    expect(await loadGeneration(temporaryFolder())).toBeUndefined()
  })

  it('holds every file of the manifest', async () => {
    const generation = await loadGeneration(await published())
    expect(generation?.generation).toBe(1)
    expect([...(generation?.files.keys() ?? [])]).toEqual(
      expect.arrayContaining(['feeds/all.xml', 'feeds/ai.atom', 'feeds/ai.json', 'index.html']),
    )
  })

  it('refuses a file whose bytes were altered', async () => {
    const outDir = await published()
    writeFileSync(join(outDir, 'current/feeds/ai.xml'), '<rss/>')
    await expect(loadGeneration(outDir)).rejects.toThrow(/feeds\/ai\.xml" cannot be served: its bytes are not those/)
  })

  it('refuses a generation that lost a file', async () => {
    const outDir = await published()
    rmSync(join(outDir, 'current/feeds/ai.xml'))
    await expect(loadGeneration(outDir)).rejects.toMatchObject({ code: 'publication-damaged' })
  })
})

async function published(): Promise<string> {
  const outDir = temporaryFolder()
  await runCommand(['generate'], { CONTENT_DIR: temporaryFolder(linkPosts(1)), OUT_DIR: outDir })
  return outDir
}
