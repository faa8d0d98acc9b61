import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { generate } from '../../../src/build/pipeline.ts'
import { parseConfig } from '../../../src/config.ts'
import { type FileSystem, fileSystem } from '../../../src/file-system.ts'
import { createFileSystemStore } from '../../../src/publish/file-system/file-system-store.ts'
import { linkPost, linkPosts } from '../../support/articles.ts'
import { checkGenerations, checkPublication } from '../../support/check-publication.ts'
import { canMount } from '../../support/mount.ts'
import { temporaryFolder, writeFile } from '../../support/temporary-folder.ts'

/** The code that every hard link fails with, while there is one. */
const links = vi.hoisted((): { code: string | undefined } => ({ code: undefined }))

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>()
  const linkSync: typeof real.linkSync = (from, to) => {
    if (links.code !== undefined) throw failure(links.code)
    real.linkSync(from, to)
  }
  return { ...real, linkSync }
})

describe('an OUT_DIR on a file system', () => {
  it.each(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])(
    'that cannot fsync folders (%s) is published to, with one warning',
    async (code) => {
      const { outDir, run } = published({ syncDirectory: () => Promise.reject(failure(code)) })
      const warning = 'a power failure may undo publications: the file system of OUT_DIR cannot fsync folders'
      expect(await run()).toMatchObject({ generation: 1, unfinished: [warning] })
      expect(await run()).toMatchObject({ generation: 2, unfinished: [] })
      expect(checkPublication(outDir)).toBe(2)
    },
  )

  it.each(['EPERM', 'ENOTSUP', 'ENOSYS'])(
    'without symbolic links (%s) is refused with the cause and what to do',
    async (code) => {
      const { outDir, run } = published({ symlink: () => Promise.reject(failure(code)) })
      await expect(run()).rejects.toMatchObject({
        code: 'publication-failed',
        message: `OUT_DIR "${outDir}" is on a file system without symbolic links, and "current" must be one: ${code}: not here`,
        hint: expect.stringMatching(/^Set OUT_DIR to a folder on another file system/),
      })
    },
  )

  it.each(['EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EMLINK', 'EXDEV'])(
    'without hard links (%s) has copies',
    async (code) => {
      const { outDir, run } = published()
      await run()
      links.code = code
      onTestFinished(() => {
        links.code = undefined
      })
      for (const generation of [2, 3, 4]) expect(await run()).toMatchObject({ generation, unfinished: [] })
      expect(checkGenerations(outDir)).toEqual([3, 4])
      const files = readdirSync(join(outDir, 'current'), { recursive: true, encoding: 'utf8' })
      const stats = files.map((path) => statSync(join(outDir, 'current', path)))
      expect(stats.filter((stat) => stat.isFile() && stat.nlink > 1)).toEqual([])
    },
  )

  it.skipIf(!canMount())('of layers (overlayfs) is published to, and loses nothing of the lower layer', async () => {
    const image = published()
    for (let turn = 0; turn < 3; turn++) await image.run()
    const outDir = overlay(image.outDir)
    const { run } = published({}, outDir, image.contentDir)
    const before = readFileSync(join(outDir, 'current/feeds/ai.xml'), 'utf8')
    for (const generation of [4, 5, 6, 7]) {
      expect(await run()).toMatchObject({ generation, unfinished: [] })
      expect(checkPublication(outDir)).toBe(generation)
      expect(checkGenerations(outDir)).toEqual([generation - 1, generation])
    }
    expect(readFileSync(join(image.outDir, 'current/feeds/ai.xml'), 'utf8')).toBe(before)
  })

  it.skipIf(!canMount())(
    'of layers (overlayfs) is published to if the lower one has a folder in the place of current',
    async () => {
      const image = published()
      await image.run()
      const tree = join(image.outDir, 'generations/000001')
      rmSync(join(image.outDir, 'current'))
      cpSync(tree, join(image.outDir, 'current'), { recursive: true })
      const outDir = overlay(image.outDir)
      const { run } = published({}, outDir, image.contentDir)
      const warning = `"${outDir}/current" was a folder in the place of the link, and is kept as current.before-000002`
      expect(await run()).toMatchObject({ generation: 2, unfinished: [warning] })
      expect(checkPublication(outDir)).toBe(2)
      expect(readdirSync(join(outDir, 'current.before-000002'))).toEqual(readdirSync(tree))
      expect(await run()).toMatchObject({ generation: 3, unfinished: [] })
    },
  )
})

/** Mounts a file system with a writable layer above a folder. */
function overlay(lower: string): string {
  const layers = temporaryFolder()
  const path = temporaryFolder()
  execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', layers])
  onTestFinished(() => void spawnSync('umount', ['-l', layers]))
  for (const name of ['upper', 'work']) mkdirSync(join(layers, name))
  const [upper, work] = [join(layers, 'upper'), join(layers, 'work')]
  execFileSync('mount', ['-t', 'overlay', 'overlay', '-o', `lowerdir=${lower},upperdir=${upper},workdir=${work}`, path])
  onTestFinished(() => void spawnSync('umount', ['-l', path]))
  return path
}

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: not here`), { code })
}

function published(
  faults: Partial<FileSystem> = {},
  outDir = temporaryFolder(),
  contentDir = temporaryFolder(linkPosts(2)),
) {
  const config = parseConfig({ CONTENT_DIR: contentDir, OUT_DIR: outDir })
  const now = () => new Date(Date.now() + 3_600_000)
  const store = createFileSystemStore(outDir, { fileSystem: { ...fileSystem, ...faults }, pid: process.pid, now })
  const run = () => {
    const originalUrl = `https://example.org/${performance.now()}`
    writeFile(
      join(contentDir, 'new.md'),
      linkPost({ title: originalUrl, originalUrl, publishedDateTime: '2026-03-01T00:00:00Z' }),
    )
    return generate(config, { store, now })
  }
  return { outDir, contentDir, run }
}
