import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { generate } from '../../../src/build/pipeline.ts'
import { parseConfig } from '../../../src/config.ts'
import { linkPost, linkPosts } from '../../support/articles.ts'
import { checkGenerations, checkPublication } from '../../support/check-publication.ts'
import { collect, MAIN, runCommand } from '../../support/command.ts'
import { storeIn } from '../../support/store.ts'
import { temporaryFolder, writeFile } from '../../support/temporary-folder.ts'

const CHILD = fileURLToPath(new URL('../../dist/crash-child.js', import.meta.url))

/** Number of killed processes, spread over their changes to the disk. A test in memory tries every moment. */
const KILLS = 5

describe('a process that is killed', () => {
  it.each([
    { what: 'its first run', runs: 0 },
    { what: 'a run in the folder of a retired generation', runs: 3 },
  ])(
    'while $what changes the disk leaves whole generations, and the next one goes on',
    async ({ runs }) => {
      const env = await published()
      change(env)
      removeRecyclable(env)
      const changes = Number((await runChild(env, 0, runs)).stdout)
      expect(changes).toBeGreaterThan(2 * KILLS)
      for (let kill = 0; kill < KILLS; kill++) {
        change(env)
        removeRecyclable(env)
        const generation = checkPublication(env.OUT_DIR) + runs
        const { signal } = await runChild(env, 1 + Math.floor((kill * changes) / KILLS), runs)
        expect(signal).toBe('SIGKILL')
        const left = checkPublication(env.OUT_DIR)
        expect([generation, generation + 1]).toContain(left)
        expect(checkGenerations(env.OUT_DIR)).toContain(generation)
        await recover(env, left)
      }
    },
    120_000,
  )

  it('at any time leaves a complete generation, and the next run succeeds', async () => {
    const env = await published()
    for (let kill = 0; kill < KILLS; kill++) {
      change(env)
      const generation = checkPublication(env.OUT_DIR)
      const child = spawn(process.execPath, [MAIN, 'generate'], { env: { PATH: process.env.PATH, ...env } })
      const ended = once(child, 'exit')
      await wait(100 + Math.random() * 200)
      child.kill('SIGKILL')
      await ended
      const left = checkPublication(env.OUT_DIR)
      expect(left).toBeGreaterThanOrEqual(generation)
      await recover(env, left)
    }
  }, 120_000)
})

let articles = 0

interface Env extends Record<string, string> {
  CONTENT_DIR: string
  OUT_DIR: string
}

async function published(): Promise<Env> {
  const env = { CONTENT_DIR: temporaryFolder(linkPosts(2)), OUT_DIR: temporaryFolder() }
  await runCommand(['generate'], env)
  return env
}

/** Makes sure that the next run has something to publish. */
function change({ CONTENT_DIR }: Env): void {
  articles++
  writeFile(join(CONTENT_DIR, 'new.md'), linkPost({ title: `New ${articles}`, originalUrl: 'https://example.org/new' }))
}

/** Makes the next run build in a new tree. */
function removeRecyclable({ OUT_DIR }: Env): void {
  const generations = join(OUT_DIR, 'generations')
  for (const name of readdirSync(generations)) {
    if (name.startsWith('.recyclable-')) rmSync(join(generations, name), { recursive: true })
  }
}

/** Publishes, and checks that the result is clean and new; a tree for the next generation may remain. */
async function recover({ CONTENT_DIR, OUT_DIR }: Env, left: number): Promise<void> {
  const now = () => new Date(Date.now() + 1000)
  await generate(parseConfig({ CONTENT_DIR, OUT_DIR }), { store: storeIn(OUT_DIR, { now }), now })
  expect(checkPublication(OUT_DIR)).toBeGreaterThanOrEqual(left)
  expect(readdirSync(OUT_DIR).sort()).toEqual(['cache', 'current', 'generations'])
  expect(checkGenerations(OUT_DIR)).toHaveLength(2)
  const isWaiting = (name: string) => name.startsWith('.recyclable-')
  expect(readdirSync(join(OUT_DIR, 'generations')).filter((name) => !isWaiting(name))).toHaveLength(4)
}

async function runChild(env: Env, fatalChange: number, runsBefore: number) {
  const child = spawn(process.execPath, [CHILD, String(fatalChange), String(runsBefore)], {
    env: { PATH: process.env.PATH, ...env },
  })
  return collect(child)
}
