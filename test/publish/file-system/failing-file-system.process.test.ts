import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statfsSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { BuildCache } from '../../../src/build/cache/build-cache.ts'
import { generate } from '../../../src/build/pipeline.ts'
import type { RunOptions } from '../../../src/build/run-plan.ts'
import type { RunReport } from '../../../src/build/run-report.ts'
import { parseConfig } from '../../../src/config.ts'
import { type FileSystem, fileSystem } from '../../../src/file-system.ts'
import { linkPost, linkPosts } from '../../support/articles.ts'
import { checkGenerations, checkPublication } from '../../support/check-publication.ts'
import { eventually, startServer } from '../../support/command.ts'
import { canMount } from '../../support/mount.ts'
import { asOrdinaryUser } from '../../support/ordinary-user.ts'
import { manifestPath, storeIn } from '../../support/store.ts'
import { temporaryFolder, writeFile } from '../../support/temporary-folder.ts'

const NEVER = '0 0 1 1 *'

describe('a disk that fails', () => {
  it('that hangs does not block the runs after the abandoned one', async () => {
    const { outDir, run, change } = await published()
    change()
    const hanging: FileSystem = { ...fileSystem, syncDirectory: () => new Promise(() => {}) }
    const controller = new AbortController()
    run({ fileSystem: hanging, signal: controller.signal }).catch(() => undefined)
    await eventually(() => (readdirSync(join(outDir, 'generations')).length === 3 ? true : undefined))
    controller.abort()
    expect((await run()).generation).toBe(2)
    expect(checkPublication(outDir)).toBe(2)
  })

  it('that stalls after a publication does not affect the next one', async () => {
    const { outDir, run, change } = await published()
    change()
    const controller = new AbortController()
    const publishAnother = async () => {
      controller.abort()
      change()
      await run()
    }
    await run({ signal: controller.signal, onPublished: publishAnother })
    expect(checkPublication(outDir)).toBe(3)
    expect(readdirSync(join(outDir, 'generations')).sort()).toEqual(['000002', '000002.json', '000003', '000003.json'])
  })

  const mountsTmpfs = canMount()
  it.skipIf(!mountsTmpfs)(
    'that is full is reported, keeps the published generation, and recovers when there is space',
    async () => {
      const { contentDir, change } = await published()
      const outDir = temporaryFolder()
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', outDir])
      onTestFinished(() => void spawnSync('umount', ['-l', outDir]))
      const run = runner(contentDir, outDir)
      await run()
      for (let index = 0; index < 40; index++) change()
      const { bavail, bsize } = statfsSync(outDir)
      writeFileSync(join(outDir, 'ballast'), Buffer.alloc((bavail - 4) * bsize))
      await expect(run()).rejects.toMatchObject({
        code: 'publication-failed',
        message: expect.stringMatching(/^OUT_DIR ".*" cannot be written: ENOSPC/),
        hint: 'Free some space on its disk. The published generation stays in service.',
      })
      expect(checkPublication(outDir)).toBe(1)
      expect(readdirSync(join(outDir, 'generations')).sort()).toEqual(['000001', '000001.json'])
      execFileSync('mount', ['-o', 'remount,size=4m', outDir])
      expect((await run()).generation).toBe(2)
      expect(checkPublication(outDir)).toBe(2)
    },
  )

  it.skipIf(!mountsTmpfs)(
    'that is read-only says so, keeps what was served, and goes on when it can be written',
    async () => {
      const { contentDir, change } = await published()
      const outDir = temporaryFolder()
      execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', outDir])
      onTestFinished(() => void spawnSync('umount', ['-l', outDir]))
      const run = runner(contentDir, outDir)
      await run()
      change()
      execFileSync('mount', ['-o', 'remount,ro', outDir])
      await expect(run()).rejects.toMatchObject({
        code: 'publication-failed',
        message: expect.stringContaining('EROFS'),
      })
      expect(checkPublication(outDir)).toBe(1)
      execFileSync('mount', ['-o', 'remount,rw', outDir])
      expect((await run()).generation).toBe(2)
    },
  )

  it('that is not writable is reported, and keeps the published generation', async () => {
    const { outDir, run, change } = await published()
    change()
    chmodSync(outDir, 0o555)
    const error = await asOrdinaryUser(() => run().catch((thrown: unknown) => thrown))
    expect(error).toMatchObject({
      code: 'publication-failed',
      message: expect.stringMatching(/cannot be written: EACCES/),
      hint: 'Allow the user who runs Feedmill to read and write there. The published generation stays in service.',
    })
    expect(checkPublication(outDir)).toBe(1)
    chmodSync(outDir, 0o755)
    expect((await run()).generation).toBe(2)
  })
})

describe('a run that has published', () => {
  it('succeeds even if a later callback fails, and reports it', async () => {
    const { outDir, run, change } = await published()
    change()
    const report = await run({ onPublished: () => Promise.reject(new Error('nobody listens')) })
    expect(report).toMatchObject({ generation: 2, unfinished: ['nobody listens'] })
    expect(checkPublication(outDir)).toBe(2)
  })

  it.each(['EIO', 'EACCES'])(
    'succeeds though an old generation cannot be set aside (%s), and reports that',
    async (code) => {
      const { run, change } = await published()
      change()
      await run()
      change()
      const rename: FileSystem['rename'] = (from, to) =>
        to.includes('.recyclable-')
          ? Promise.reject(Object.assign(new Error(`${code}: not now`), { code }))
          : fileSystem.rename(from, to)
      expect(await run({ fileSystem: { ...fileSystem, rename } })).toMatchObject({
        generation: 3,
        unfinished: [`generations/000001 cannot be removed: ${code}: not now`],
      })
      expect(await run()).toMatchObject({ generation: undefined, recovered: [expect.stringContaining('000001')] })
    },
  )

  it('succeeds even if a power failure may undo it, and reports it', async () => {
    const { outDir, run, change } = await published()
    change()
    const syncDirectory: FileSystem['syncDirectory'] = (path) =>
      path === outDir
        ? Promise.reject(Object.assign(new Error('EIO: not now'), { code: 'EIO' }))
        : fileSystem.syncDirectory(path)
    expect(await run({ fileSystem: { ...fileSystem, syncDirectory } })).toMatchObject({
      generation: 2,
      unfinished: [expect.stringMatching(/^a power failure may undo the publication: .*EIO: not now$/)],
    })
    expect(checkPublication(outDir)).toBe(2)
    expect((await run()).generation).toBeUndefined()
  })
})

describe('an error that does not come from the disk', () => {
  it.each(['ERR_OUT_OF_RANGE', 'ENOENT'])('is unchanged, with its stack: %s', async (code) => {
    const { outDir, run, change } = await published()
    change()
    const error = Object.assign(new Error('a fault of Feedmill'), { code })
    const now = () => {
      throw error
    }
    expect(await run({ now }).catch((thrown: unknown) => thrown)).toBe(error)
    expect(checkPublication(outDir)).toBe(1)
  })
})

describe('a publication that was altered', () => {
  it('with a file in the place of the generations folder', async () => {
    const outDir = temporaryFolder({ generations: 'a file' })
    const run = runner(temporaryFolder(linkPosts(1)), outDir)
    await expect(run()).rejects.toMatchObject({
      code: 'publication-failed',
      message: expect.stringContaining('ENOTDIR'),
      hint: "Move away whatever is in the place of Feedmill's files.",
    })
    rmSync(join(outDir, 'generations'))
    expect((await run()).generation).toBe(1)
  })

  it('with a folder in the place of the lock does not remove it', async () => {
    const outDir = temporaryFolder({ 'lock/mine': 'keep' })
    await expect(runner(temporaryFolder(linkPosts(1)), outDir)()).rejects.toMatchObject({
      code: 'publication-failed',
      message: expect.stringContaining('EISDIR'),
    })
    expect(readdirSync(join(outDir, 'lock'))).toEqual(['mine'])
  })

  it.each([
    ['a copy of a generation', (path: string, target: string) => cpSync(target, path, { recursive: true })],
    ['a folder with something else', (path: string) => writeFile(join(path, 'notes.txt'), 'keep')],
  ])('with %s in the place of the link gets the link again, and keeps the folder', async (_, put) => {
    const { outDir, run } = await published()
    rmSync(join(outDir, 'current'))
    put(join(outDir, 'current'), join(outDir, 'generations/000001'))
    const names = readdirSync(join(outDir, 'current')).sort()
    const recovered = ['the current publication was damaged or lost; published again']
    const unfinished = [
      `"${join(outDir, 'current')}" was a folder in the place of the link, and is kept as current.before-000002`,
    ]
    expect(await run()).toMatchObject({ generation: 2, recovered, unfinished })
    expect(checkPublication(outDir)).toBe(2)
    expect(checkGenerations(outDir)).toEqual([1, 2])
    expect(await run()).toMatchObject({ generation: undefined, recovered: [], unfinished: [] })
    expect(readdirSync(join(outDir, 'current.before-000002')).sort()).toEqual(names)
  })

  it.each([
    ['the text of the link', (path: string) => writeFileSync(path, 'generations/000001')],
    ['a link to what does not exist', (path: string) => symlinkSync('generations/000009', path)],
    ['a link that ends in a slash', (path: string) => symlinkSync('generations/000001/', path)],
    ['nothing', () => undefined],
  ])('with %s in the place of the link is published to by the next run', async (_, put) => {
    const { outDir, run, change } = await published()
    rmSync(join(outDir, 'current'))
    put(join(outDir, 'current'))
    change()
    expect(await run()).toMatchObject({ unfinished: [] })
    expect(checkGenerations(outDir)).toContain(checkPublication(outDir))
    expect(await run()).toMatchObject({ generation: undefined, recovered: [], unfinished: [] })
  })

  it('with an invalid manifest is not replaced without --force', async () => {
    const { outDir, run, change } = await published()
    change()
    truncateSync(manifestPath(outDir), 10)
    await expect(run()).rejects.toMatchObject({
      code: 'publication-damaged',
      hint: `Restore it from a copy of OUT_DIR. Without a copy, check with "feedmill check --feed ${outDir}/generations/000001/feeds/all.json" that the ids stay, then run "feedmill generate --force" once.`,
    })
    const { refusal, generation } = await run({ dryRun: true })
    expect({ code: refusal?.code, generation }).toEqual({ code: 'publication-damaged', generation: undefined })
    await run({ force: true })
    expect(checkPublication(outDir)).toBe(2)
  })

  it('with an invalid manifest and an older generation is published again by the next run', async () => {
    const { outDir, run, change } = await published()
    change()
    await run()
    truncateSync(manifestPath(outDir), 10)
    const { recovered, generation } = await run()
    expect(recovered).toEqual(['the manifest was damaged or lost; published again'])
    expect(generation).toBe(3)
    expect(checkPublication(outDir)).toBe(3)
  })

  it.each([
    ['lost', (path: string) => rmSync(path)],
    ['cut short', (path: string) => truncateSync(path, 10)],
  ])('with a document that was %s is published again by the next run', async (_, damage) => {
    const { outDir, run } = await published()
    damage(join(outDir, 'current/feeds/ai.xml'))
    const { recovered, generation } = await run()
    expect(recovered).toEqual(['feeds/ai.xml was damaged or lost; published again'])
    expect(generation).toBe(2)
    expect(checkPublication(outDir)).toBe(2)
  })

  it('with one rotten byte is published again by the next run, and the whole generation before it stays', async () => {
    const { outDir, run, change } = await published()
    change()
    await run()
    const path = join(outDir, 'current/feeds/ai.xml')
    const bytes = readFileSync(path)
    bytes[100] = (bytes[100] as number) ^ 1
    writeFileSync(path, bytes)
    expect(await run()).toMatchObject({
      generation: 3,
      recovered: ['feeds/ai.xml was damaged or lost; published again'],
    })
    expect(checkPublication(outDir)).toBe(3)
    expect(checkGenerations(outDir)).toEqual([1, 3])
    expect((await run()).generation).toBeUndefined()
  })
})

describe('a server', () => {
  it('keeps serving while its files are altered on disk, and repairs them when it starts', async () => {
    const { contentDir, outDir } = await published()
    const env = { CONTENT_DIR: contentDir, OUT_DIR: outDir, REGENERATE_CRON: NEVER }
    const first = await startServer(env)
    const before = await text(`${first.url}/feeds/ai.xml`)
    writeFileSync(join(outDir, 'generations/000001/feeds/ai.xml'), before.replace('Post', 'Pest'))
    expect(await text(`${first.url}/feeds/ai.xml`)).toBe(before)
    first.child.kill('SIGTERM')
    await first.ended

    const second = await startServer(env)
    const after = await eventually(async () => {
      const response = await fetch(`${second.url}/feeds/ai.xml`)
      return response.ok ? response.text() : undefined
    })
    expect(after).toBe(before)
    expect(second.output()).toContain('published generation is damaged; still serving what is whole')
    await eventually(() => (readlinkSync(join(outDir, 'current')) === 'generations/000002' ? true : undefined))
    checkPublication(outDir)
  })

  it('serves all but the damaged document after a restart while the articles are missing', async () => {
    const { contentDir, outDir } = await published()
    for (const suffix of ['', '.gz', '.br']) truncateSync(join(outDir, `current/feeds/ai.xml${suffix}`), 10)
    rmSync(contentDir, { recursive: true })
    const { url, output } = await startServer({ CONTENT_DIR: contentDir, OUT_DIR: outDir, REGENERATE_CRON: NEVER })
    const statusOf = async (path: string, method = 'GET') => (await fetch(`${url}${path}`, { method })).status
    const paths = ['/feeds/all.xml', '/feeds/ai.atom', '/feeds/ai.json', '/', '/feeds/ai.xml']
    expect(await Promise.all(paths.map((path) => statusOf(path)))).toEqual([200, 200, 200, 200, 503])
    expect(await statusOf('/feeds/ai.xml', 'HEAD')).toBe(503)
    expect(await statusOf('/feeds/all.xml', 'HEAD')).toBe(200)
    expect(output()).toContain('published generation is damaged; still serving what is whole')
  })

  it('stays ready while the articles are missing, reports it, and recovers when they are back', async () => {
    const { contentDir, outDir } = await published(linkPosts(12))
    const server = await startServer({ CONTENT_DIR: contentDir, OUT_DIR: outDir, REGENERATE_CRON: NEVER })
    const before = await eventually(
      async () => (await fetch(`${server.url}/readyz`)).ok && text(`${server.url}/feeds/ai.xml`),
    )
    renameSync(contentDir, `${contentDir}-away`)
    mkdirSync(contentDir)
    server.child.kill('SIGHUP')
    const readiness = await eventually(async () => {
      const response = await fetch(`${server.url}/readyz`)
      const body = (await response.json()) as { status: string }
      return body.status === 'degraded' ? { code: response.status, body } : undefined
    })
    expect(readiness).toEqual({
      code: 200,
      body: { status: 'degraded', generation: 1 },
    })
    const refusal = /too many articles would be removed at once: \\"all\\" from 12 to 0.*feedmill generate --force/
    await eventually(() => refusal.test(server.output()) || undefined)
    expect(await text(`${server.url}/feeds/ai.xml`)).toBe(before)

    rmSync(contentDir, { recursive: true })
    renameSync(`${contentDir}-away`, contentDir)
    server.child.kill('SIGHUP')
    await eventually(async () => {
      const body = (await (await fetch(`${server.url}/readyz`)).json()) as { status: string }
      return body.status === 'ready' || undefined
    })
  })
})

async function published(files: Record<string, string> = linkPosts(2)) {
  const contentDir = temporaryFolder(files)
  const outDir = temporaryFolder()
  const run = runner(contentDir, outDir)
  await run()
  let changes = 0
  const change = () => {
    const originalUrl = `https://example.org/new-${++changes}`
    writeFile(join(contentDir, `new-${changes}.md`), linkPost({ title: `New ${changes}`, originalUrl }))
  }
  return { contentDir, outDir, run, change }
}

function runner(contentDir: string, outDir: string) {
  const config = parseConfig({ CONTENT_DIR: contentDir, OUT_DIR: outDir, REGENERATE_CRON: NEVER })
  return ({
    fileSystem: disk = fileSystem,
    ...options
  }: Partial<RunOptions> & { fileSystem?: FileSystem } = {}): Promise<RunReport> => {
    const store = storeIn(outDir, { fileSystem: disk })
    const cache = new BuildCache(outDir, { fileSystem: disk })
    return generate(config, { store, cache, now: () => new Date(), ...options })
  }
}

async function text(url: string): Promise<string> {
  return (await fetch(url)).text()
}

/** Whether file systems can be mounted, which requires root. Otherwise, full and read-only disks are only simulated. */
