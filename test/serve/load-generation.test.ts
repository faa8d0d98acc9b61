import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadGeneration } from '../../src/serve/load-generation.ts'
import { linkPost, linkPosts } from '../support/articles.ts'
import { runCommand } from '../support/command.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

describe('loadGeneration', () => {
  it('finds none before the first publication', async () => {
    expect(await loadGeneration(temporaryFolder())).toEqual({ generation: undefined, damage: undefined })
  })

  it('holds every file of the manifest', async () => {
    const { generation, damage } = await loadGeneration(await published())
    expect(damage).toBeUndefined()
    expect(generation?.generation).toBe(1)
    expect([...(generation?.files.keys() ?? [])]).toEqual(
      expect.arrayContaining(['feeds/all.xml', 'feeds/ai.atom', 'feeds/ai.json', 'index.html']),
    )
  })

  it('never takes a file whose bytes were altered', async () => {
    const outDir = await published()
    writeFileSync(join(outDir, 'current/feeds/ai.xml'), '<rss/>')
    const { generation, damage } = await loadGeneration(outDir)
    expect(generation).toBeUndefined()
    expect(damage?.message).toMatch(/feeds\/ai\.xml" cannot be served: its bytes are not those of the manifest$/)
  })

  it('takes the generation before where one has lost a file', async () => {
    const contentDir = temporaryFolder(linkPosts(1))
    const outDir = await published(contentDir)
    writeFile(join(contentDir, 'new.md'), linkPost())
    await published(contentDir, outDir)
    rmSync(join(outDir, 'current/feeds/ai.xml'))
    const { generation, damage } = await loadGeneration(outDir)
    expect(generation?.generation).toBe(1)
    expect(damage).toMatchObject({ code: 'publication-damaged' })
  })
})

async function published(contentDir = temporaryFolder(linkPosts(1)), outDir = temporaryFolder()): Promise<string> {
  await runCommand(['generate'], { CONTENT_DIR: contentDir, OUT_DIR: outDir })
  return outDir
}
