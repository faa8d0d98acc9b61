import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createPublisher } from '../../support/publisher.ts'
import { storeIn } from '../../support/store.ts'
import { temporaryFolder, writeFile } from '../../support/temporary-folder.ts'

const UUID = '7a1d3c1e-0b7e-4c0a-9a55-0f6b2f3f9f10'

/** What a killed run may leave behind, in this version and the previous one. */
const STALE = [
  `current.${UUID}`,
  'generations/.removing-7a1d3c1e-0b7e-4c0a-9a55-0f6b2f3f9f10',
  `generations/.staging-${UUID}`,
  `generations/.staging-${UUID}.json`,
  'generations/000003',
  'generations/000004.json',
  `generations/${UUID}`,
  `lock.${UUID}`,
  'lock.takeover',
]

/** What users may keep there, under names similar to Feedmill's. */
const FOREIGN = [
  '.staging-mine/notes',
  'cache.bak/last-run.json',
  'current.bak/index.html',
  'current.old',
  'generations/.next-version/notes',
  'generations/.staging-mine/notes',
  'generations/000002.bak/index.html',
  'generations/3/notes',
  'generations/my-notes/notes',
  'generations/notes.json',
  'generations.old/000001/index.html',
  'lock.txt',
  'websub.json.bak',
]

describe('a name in OUT_DIR', () => {
  it('is removed if a killed run left it behind', async () => {
    const outDir = await published()
    for (const path of STALE) writeFile(join(outDir, path.includes('.') ? path : `${path}/feeds/ai.xml`), 'torn')
    const { recovered } = await storeIn(outDir).exclusively(async () => undefined)
    expect(recovered).toEqual(STALE.map((path) => `${path}, left by a run that did not finish`))
    expect(readdirSync(outDir).sort()).toEqual(['current', 'generations'])
    expect(generationsIn(outDir)).toEqual(['000001', '000001.json', '000002', '000002.json'])
    expect((await storeIn(outDir).exclusively(async () => undefined)).recovered).toEqual([])
  })

  it('stays if Feedmill does not create such names', async () => {
    const outDir = temporaryFolder()
    for (const path of FOREIGN) writeFile(join(outDir, path), 'keep')
    const publish = createPublisher(outDir)
    for (const text of ['1', '2', '3', '4']) await publish(['index.html'], { 'index.html': text })
    const { recovered } = await storeIn(outDir).exclusively(async () => undefined)
    expect(recovered).toEqual([])
    expect(FOREIGN.filter((path) => !existsSync(join(outDir, path)))).toEqual([])
    expect(generationsIn(outDir)).toEqual(expect.arrayContaining(['000003', '000003.json', '000004', '000004.json']))
  })

  it('of a recyclable tree stays until another generation is published', async () => {
    const outDir = await published()
    const trees = [`.next-${UUID}`, `.recyclable-${UUID}`]
    for (const tree of trees) writeFile(join(outDir, 'generations', tree, 'index.html'), 'old')
    await storeIn(outDir).exclusively(async () => undefined)
    expect(generationsIn(outDir)).toEqual([...trees, '000001', '000001.json', '000002', '000002.json'])
    await storeIn(outDir).prune()
    expect(generationsIn(outDir)).toEqual(['000001', '000001.json', '000002', '000002.json'])
  })
})

/** A directory with two generations. */
async function published(): Promise<string> {
  const outDir = temporaryFolder()
  const publish = createPublisher(outDir)
  for (const text of ['1', '2']) await publish(['index.html'], { 'index.html': text })
  await storeIn(outDir).prune()
  return outDir
}

function generationsIn(outDir: string): string[] {
  return readdirSync(join(outDir, 'generations')).sort()
}
