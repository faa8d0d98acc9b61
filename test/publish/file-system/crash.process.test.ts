import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { linkPost, linkPosts } from '../../support/articles.ts'
import { checkGenerations, checkPublication } from '../../support/check-publication.ts'
import { MAIN, runCommand } from '../../support/command.ts'
import { temporaryFolder, writeFile } from '../../support/temporary-folder.ts'

/** Everywhere in CI; elsewhere at every sixth operation, so that the tests take a minute and not five. */
const STEP = process.env.CI ? 1 : 6

const CHILD = fileURLToPath(new URL('../../dist/crash-child.js', import.meta.url))

describe('a run that is killed', () => {
  it.each([
    { what: 'the first of a process', runs: 0, moments: ['before', 'after'] as const, least: 90 },
    { what: 'one in the folder of a retired generation', runs: 3, moments: ['after'] as const, least: 60 },
  ])(
    'at any disk operation of $what leaves whole generations, and the next run mends the rest',
    async (run) => {
      const { runs, moments, least } = run
      const env = await published()
      change(env)
      const operations = Number((await runChild(env, 0, 'before', runs)).stdout)
      expect(operations).toBeGreaterThan(least)
      let kills = 0
      for (let operation = 1; operation <= operations; operation += STEP) {
        for (const moment of moments) {
          change(env)
          const generation = checkPublication(env.OUT_DIR) + runs
          const { signal } = await runChild(env, operation, moment, runs)
          if (signal === 'SIGKILL') kills++
          const left = checkPublication(env.OUT_DIR)
          expect([generation, generation + 1]).toContain(left)
          expect(checkGenerations(env.OUT_DIR)).toContain(generation)
          await recover(env, left, { mayWait: runs > 0 })
        }
      }
      expect(kills).toBeGreaterThan((moments.length * least) / STEP)
      console.info(`${kills} kills at ${operations} disk operations: none torn, none mixed, all recovered`)
    },
    600_000,
  )

  it('at any time leaves one whole generation, and the next run mends the rest', async () => {
    const env = await published()
    let kills = 0
    for (let attempt = 0; attempt < 50 / STEP; attempt++) {
      change(env)
      const generation = checkPublication(env.OUT_DIR)
      const child = spawn(process.execPath, [MAIN, 'generate'], { env: { PATH: process.env.PATH, ...env } })
      const ended = once(child, 'exit')
      await wait(100 + Math.random() * 200)
      child.kill('SIGKILL')
      if ((await ended)[1] === 'SIGKILL') kills++
      const left = checkPublication(env.OUT_DIR)
      expect(left).toBeGreaterThanOrEqual(generation)
      await recover(env, left)
    }
    expect(kills).toBeGreaterThan(10 / STEP)
    console.info(`${kills} kills at random times: none torn, none mixed, all recovered`)
  }, 300_000)
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

/**
 * Runs the mill to its end, and checks that the state is clean and new afterwards.
 *
 * @param options.mayWait whether a folder for the next generation may be left
 */
async function recover({ CONTENT_DIR, OUT_DIR }: Env, left: number, { mayWait } = { mayWait: false }): Promise<void> {
  const { status, stderr } = await runCommand(['generate'], { CONTENT_DIR, OUT_DIR })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(checkPublication(OUT_DIR)).toBeGreaterThanOrEqual(left)
  expect(readdirSync(OUT_DIR).sort()).toEqual(['cache', 'current', 'generations'])
  expect(checkGenerations(OUT_DIR)).toHaveLength(2)
  const isWaiting = (name: string) => mayWait && name.startsWith('.next-')
  expect(readdirSync(join(OUT_DIR, 'generations')).filter((name) => !isWaiting(name))).toHaveLength(2)
}

async function runChild(env: Env, operation: number, moment: 'before' | 'after', runsBefore: number) {
  const child = spawn(process.execPath, [CHILD, String(operation), moment, String(runsBefore)], {
    env: { PATH: process.env.PATH, ...env },
  })
  let stdout = ''
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  return { stdout, signal }
}
