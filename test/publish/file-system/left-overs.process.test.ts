import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { generate } from '../../../src/build/pipeline.ts'
import { parseConfig } from '../../../src/config.ts'
import { createJsonState } from '../../../src/publish/json-state.ts'
import { loadGeneration } from '../../../src/serve/load-generation.ts'
import { linkPost, linkPosts } from '../../support/articles.ts'
import { checkPublication } from '../../support/check-publication.ts'
import { asOrdinaryUser, NOBODY } from '../../support/ordinary-user.ts'
import { makePipe } from '../../support/pipe.ts'
import { storeIn } from '../../support/store.ts'
import { temporaryFolder, writeFile } from '../../support/temporary-folder.ts'

const UUID = '7a1d3c1e-0b7e-4c0a-9a55-0f6b2f3f9f10'

describe.skipIf(process.geteuid?.() !== 0)('what another user left in OUT_DIR', () => {
  it('is reported where it cannot be removed, and stops no publication', async () => {
    const { outDir, run, change } = await published()
    const [tree, foreign] = [`generations/.staging-${UUID}`, 'generations/000007']
    for (const path of [tree, foreign]) writeFile(join(outDir, path, 'feeds/ai.xml'), 'torn')
    giveAway(outDir)
    const unfinished = [foreign, tree].map((path) => expect.stringMatching(`^${path} cannot be removed: EACCES`))
    for (const generation of [2, 3, 4]) {
      change()
      const report = await asOrdinaryUser(() => run())
      expect(report.unfinished.length).toBeGreaterThan(1)
      if (generation === 2) expect(report).toMatchObject({ unfinished })
      expect(checkPublication(outDir)).toBe(report.generation)
    }
  })

  it('is refused if it is a manifest that cannot be read, with what to do', async () => {
    const { outDir, run, change } = await published()
    const manifest = join(outDir, 'generations/000001.json')
    giveAway(outDir)
    chmodSync(manifest, 0o600)
    change()
    await expect(asOrdinaryUser(() => run())).rejects.toMatchObject({
      code: 'publication-damaged',
      hint: `It may be whole: allow the user who runs Feedmill to read "${manifest}".`,
    })
  })

  it('is no hindrance if it is a whole publication', async () => {
    const { outDir, run, change } = await published()
    for (let turn = 0; turn < 3; turn++) {
      change()
      await run()
    }
    expect(readdirSync(join(outDir, 'generations'))).toContainEqual(expect.stringMatching(/^\.recyclable-/))
    giveAway(outDir)
    for (const generation of [5, 6, 7, 8]) {
      change()
      expect(await asOrdinaryUser(() => run())).toMatchObject({ generation })
      expect(checkPublication(outDir)).toBe(generation)
    }
  })
})

describe('a FIFO, which would wait for a writer for ever,', () => {
  it.each([
    'lock',
    'lock.takeover',
    `current.${UUID}`,
    'cache/articles.jsonl',
    'cache/last-run.json',
    'cache/articles.jsonl.draft',
    'generations/000001/feeds/ai.xml',
    'generations/000001/feeds/ai.xml.gz',
  ])('in the place of %s is replaced by the next run', async (path) => {
    const { outDir, run, change } = await published()
    change()
    makeFifo(join(outDir, path))
    expect(await run()).toMatchObject({ generation: 2, unfinished: [] })
    expect(checkPublication(outDir)).toBe(2)
    expect(readdirSync(outDir).filter((name) => lstatSync(join(outDir, name)).isFIFO())).toEqual([])
  })

  it.each([
    ['a FIFO', makeFifo],
    ['a folder', makeFolder],
  ])(
    'or %s in the place of the only manifest is refused with what to do, since nothing else knows the ids of files',
    async (_, make) => {
      const { outDir, run } = await published()
      const manifest = join(outDir, 'generations/000001.json')
      const saved = readFileSync(manifest)
      make(manifest)
      const feed = join(outDir, 'generations/000001/feeds/all.json')
      await expect(run()).rejects.toMatchObject({
        code: 'publication-damaged',
        hint: `Move away what is in its place, and restore it from a copy of OUT_DIR. Without a copy, check with "feedmill check --feed ${feed}" that the ids stay, then run "feedmill generate --force" once.`,
      })
      rmSync(manifest, { recursive: true })
      writeFileSync(manifest, saved)
      expect(await run()).toMatchObject({ generation: undefined, unfinished: [] })
      make(manifest)
      expect(await run({ force: true })).toMatchObject({ generation: 2 })
      expect(checkPublication(outDir)).toBe(2)
    },
  )

  it('in the place of a document does not hold up the server', async () => {
    const { outDir } = await published()
    makeFifo(join(outDir, 'generations/000001/feeds/ai.xml'))
    const store = storeIn(outDir)
    expect((await loadGeneration(store, await store.readRevision())).damage?.message).toContain('not a regular file')
  })

  it('in the place of durable state holds nothing, and is replaced', async () => {
    const outDir = temporaryFolder()
    makeFifo(join(outDir, 'websub.json'))
    const state = createJsonState(storeIn(outDir), 'websub', z.object({ a: z.int() }))
    expect(await state.load()).toBeUndefined()
    await state.save({ a: 1 })
    expect(readFileSync(join(outDir, 'websub.json'), 'utf8')).toBe('{\n "a": 1\n}\n')
  })
})

/** Gives the folders to an ordinary user, but nothing in them. */
function giveAway(outDir: string): void {
  for (const path of [outDir, join(outDir, 'generations')]) chownSync(path, NOBODY, NOBODY)
}

function makeFolder(path: string): void {
  rmSync(path, { force: true })
  mkdirSync(path)
}

/** Makes one of a while ago. */
function makeFifo(path: string): void {
  rmSync(path, { force: true })
  mkdirSync(join(path, '..'), { recursive: true })
  makePipe(path)
  utimesSync(path, new Date('2026-01-01'), new Date('2026-01-01'))
}

async function published() {
  const contentDir = temporaryFolder(linkPosts(2))
  chmodSync(contentDir, 0o755)
  const outDir = temporaryFolder()
  const config = parseConfig({ CONTENT_DIR: contentDir, OUT_DIR: outDir })
  const run = (options: { force?: boolean } = {}) =>
    generate(config, { store: storeIn(outDir), now: () => new Date(Date.now() + 3_600_000), ...options })
  await run()
  let changes = 0
  const change = () => {
    const originalUrl = `https://example.org/new-${++changes}`
    writeFile(join(contentDir, `new-${changes}.md`), linkPost({ title: `New ${changes}`, originalUrl }))
  }
  return { outDir, run, change }
}
