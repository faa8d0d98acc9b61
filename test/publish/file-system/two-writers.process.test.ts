import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileSystem } from '../../../src/file-system.ts'
import { lockOutDir } from '../../../src/publish/file-system/lock.ts'
import { linkPost, linkPosts } from '../../support/articles.ts'
import { checkPublication } from '../../support/check-publication.ts'
import { eventually, runCommand, startServer } from '../../support/command.ts'
import { temporaryFolder, writeFile } from '../../support/temporary-folder.ts'

const NEVER = '0 0 1 1 *'

describe('two processes with the same folder', () => {
  it('publish one after the other, and no generation is lost or mixed', async () => {
    const OUT_DIR = temporaryFolder()
    const corpora = [temporaryFolder(linkPosts(3)), temporaryFolder(linkPosts(4))]
    const runs = Array.from({ length: 10 }, (_, index) =>
      runCommand(['generate', '--force'], { CONTENT_DIR: corpora[index % 2] as string, OUT_DIR }),
    )
    const results = await Promise.all(runs)
    expect(results.map(({ stderr }) => stderr)).toEqual(results.map(() => ''))
    const generations = results
      .flatMap(({ stdout }) => /published as generation (\d+)/.exec(stdout)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b)
    expect(generations).toEqual(generations.map((_, index) => index + 1))
    expect(checkPublication(OUT_DIR)).toBe(generations.length)
  })

  it('a server serves what a command publishes', async () => {
    const contentDir = temporaryFolder(linkPosts(1))
    const env = { CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder() }
    const server = await startServer({ ...env, REGENERATE_CRON: NEVER })
    await eventually(async () => (await fetch(`${server.url}/readyz`)).ok || undefined)
    writeFile(join(contentDir, 'new.md'), linkPost({ title: 'From elsewhere' }))
    await runCommand(['generate'], env)
    await eventually(async () => {
      const text = await (await fetch(`${server.url}/feeds/ai.xml`)).text()
      return text.includes('From elsewhere') || undefined
    })
  })
})

describe('the lock', () => {
  const now = () => new Date('2026-01-01T00:00:00Z')
  const options = { fileSystem, pid: process.pid, now, timeoutMs: 250 }

  it('has one holder, which is named to others', async () => {
    const outDir = temporaryFolder()
    const lock = await lockOutDir(outDir, options)
    await expect(lockOutDir(outDir, options)).rejects.toMatchObject({
      code: 'publication-locked',
      message: `OUT_DIR "${outDir}" is being written by process ${process.pid} on ${hostname()}, since 2026-01-01T00:00:00.000Z`,
    })
    await lock.release()
    await (await lockOutDir(outDir, options)).release()
    expect(await fileSystem.list(outDir)).toEqual([])
  })

  it('is waited for', async () => {
    const outDir = temporaryFolder()
    const first = await lockOutDir(outDir, options)
    setTimeout(() => void first.release(), 120)
    const second = await lockOutDir(outDir, options)
    expect(second.takenFrom).toBeUndefined()
    await second.release()
  })

  it('is taken over from a dead process, even if another one has its PID now', async () => {
    const outDir = temporaryFolder()
    const dead = { id: 'x', pid: process.pid, started: '1', host: hostname(), since: '2025-12-31T00:00:00.000Z' }
    writeFile(join(outDir, 'lock'), JSON.stringify(dead))
    const lock = await lockOutDir(outDir, options)
    expect(lock.takenFrom).toBe(`process ${process.pid} on ${hostname()}, since 2025-12-31T00:00:00.000Z`)
    await lock.release()
  })

  it.each([
    ['of another boot', { boot: 'another' }],
    ['in another PID namespace', { pidNamespace: 'pid:[1]' }],
  ])('of a process %s is judged by its heartbeat', async (_, where) => {
    const outDir = temporaryFolder()
    const path = join(outDir, 'lock')
    await lockOutDir(outDir, options)
    const unseen = { ...JSON.parse(readFileSync(path, 'utf8')), id: 'x', pid: 999_999_999, started: '1', ...where }
    writeFile(path, JSON.stringify(unseen))
    await fileSystem.utimes(path, new Date('2025-12-31T23:59:30Z'))
    await expect(lockOutDir(outDir, options)).rejects.toMatchObject({ code: 'publication-locked' })
    await fileSystem.utimes(path, new Date('2025-12-31T23:58:30Z'))
    await (await lockOutDir(outDir, options)).release()
  })

  it('is taken over from another machine only after a minute without a heartbeat', async () => {
    const outDir = temporaryFolder()
    const far = { id: 'x', pid: 1, started: '1', host: 'far-away', since: '2025-12-31T00:00:00.000Z' }
    writeFile(join(outDir, 'lock'), JSON.stringify(far))
    await fileSystem.utimes(join(outDir, 'lock'), new Date('2025-12-31T23:59:30Z'))
    await expect(lockOutDir(outDir, options)).rejects.toThrow('is being written by process 1 on far-away')
    await fileSystem.utimes(join(outDir, 'lock'), new Date('2025-12-31T23:58:30Z'))
    await (await lockOutDir(outDir, options)).release()
  })

  it('is not removed by a process that has lost it', async () => {
    const outDir = temporaryFolder()
    const lock = await lockOutDir(outDir, options)
    writeFile(join(outDir, 'lock'), JSON.stringify({ id: 'y', pid: 1, started: '1', host: 'far-away', since: '' }))
    await lock.release()
    expect(readFileSync(join(outDir, 'lock'), 'utf8')).toContain('far-away')
  })

  it('is taken over by one process at a time, even if all see the same dead holder', async () => {
    for (let round = 0; round < 8; round++) {
      const outDir = temporaryFolder()
      writeFile(join(outDir, 'lock'), JSON.stringify({ id: 'x', pid: 1, started: '0', host: hostname(), since: '' }))
      let holders = 0
      const takers = Array.from({ length: 8 }, async () => {
        const lock = await lockOutDir(outDir, { ...options, now: () => new Date(), timeoutMs: 20_000 })
        expect(++holders).toBe(1)
        await new Promise((resolve) => setTimeout(resolve, 1))
        holders--
        await lock.release()
      })
      await Promise.all(takers)
      expect(await fileSystem.list(outDir)).toEqual([])
    }
  })
})
