import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Document } from '../../src/model.ts'
import { readCurrentManifest } from '../../src/publish/manifest.ts'
import { type PublicationPlan, planPublication } from '../../src/publish/plan-publication.ts'
import { writeGeneration } from '../../src/publish/write-generation.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

describe('writeGeneration', () => {
  it('writes the documents and the manifest, and points current at them', async () => {
    const outDir = temporaryFolder()
    expect(await writeGeneration(outDir, plan(outDir, 'one'))).toBe(1)
    expect(readlinkSync(join(outDir, 'current'))).toBe('generations/000001')
    expect(readFileSync(join(outDir, 'current/feeds/новости.xml'), 'utf8')).toBe('one')
    expect(readCurrentManifest(outDir)).toMatchObject({ generation: 1, files: [{ path: 'feeds/новости.xml' }] })
  })

  it('keeps the last two generations', async () => {
    const outDir = temporaryFolder()
    for (const body of ['one', 'two', 'three']) await writeGeneration(outDir, plan(outDir, body))
    expect(readdirSync(join(outDir, 'generations')).sort()).toEqual(['000002', '000003'])
    expect(readlinkSync(join(outDir, 'current'))).toBe('generations/000003')
  })

  it('clears away what a run left that did not end, and never the generation in service', async () => {
    const outDir = temporaryFolder()
    await writeGeneration(outDir, plan(outDir, 'one'))
    writeFile(join(outDir, 'generations/000002/feeds/новости.xml'), 'torn')
    writeFile(join(outDir, 'current.next'), '')
    expect(await writeGeneration(outDir, plan(outDir, 'two'))).toBe(3)
    expect(readdirSync(join(outDir, 'generations')).sort()).toEqual(['000001', '000003'])
    expect(readdirSync(outDir).sort()).toEqual(['current', 'generations'])
  })

  it('says which folder cannot be written, and leaves what was published', async () => {
    const outDir = temporaryFolder()
    await writeGeneration(outDir, plan(outDir, 'one'))
    const blocked = {
      ...plan(outDir, 'two'),
      documents: [document('feeds', 'a file'), document('feeds/a', 'below it')],
    }
    await expect(writeGeneration(outDir, blocked)).rejects.toMatchObject({
      code: 'publication-failed',
      message: expect.stringContaining(`OUT_DIR "${outDir}" cannot be written: `),
    })
    expect(readFileSync(join(outDir, 'current/feeds/новости.xml'), 'utf8')).toBe('one')
  })
})

describe('readCurrentManifest', () => {
  it('finds none before the first publication', () => {
    expect(readCurrentManifest(temporaryFolder())).toBeUndefined()
  })

  it.each(['', '{', '{"version":2}', 'null'])('refuses a damaged one: %s', (text) => {
    const outDir = temporaryFolder()
    mkdirSync(join(outDir, 'current'))
    writeFileSync(join(outDir, 'current/manifest.json'), text)
    expect(() => readCurrentManifest(outDir)).toThrow(/manifest\.json" cannot be read: /)
  })
})

function plan(outDir: string, body: string): PublicationPlan {
  const corpus = { articles: [], topics: [], topicByKey: new Map(), unpublished: 0, problems: [] }
  const documents = [document('feeds/новости.xml', body)]
  return planPublication({ documents, feeds: [], corpus }, readCurrentManifest(outDir), new Date('2026-01-02'))
}

function document(path: string, body: string): Document {
  return { path, mediaType: 'application/rss+xml', body }
}
