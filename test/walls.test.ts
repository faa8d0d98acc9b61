import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** Where reading, writing and serving may be done; everything else is pure. */
const EDGES = [
  'main.ts',
  'service.ts',
  'file-system.ts',
  'load-assets.ts',
  'build/scheduler.ts',
  'concurrency/create-yielder.ts',
  'corpus/list-files.ts',
  'corpus/read-source-file.ts',
  'corpus/article-source.ts',
  'corpus/load-corpus.ts',
  'corpus/parse-workers.ts',
  'corpus/parse-worker.ts',
  'corpus/watch-corpus.ts',
  'build/cache/build-id.ts',
  'publish/file-system/lock.ts',
  'websub/hub-notifier.ts',
]

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
const pure = files.filter((file) => !EDGES.includes(file) && !/^(serve|telemetry)\//.test(file))

describe('the walls', () => {
  it('stand around files that exist', () => {
    expect(files).toEqual(expect.arrayContaining(EDGES))
    expect(pure.length).toBeGreaterThan(30)
  })

  it.each(pure)('%s does no I/O and reads no clock', (file) => {
    const text = readFileSync(join(src, file), 'utf8')
    expect(text).not.toMatch(/from 'node:(fs|http|net|child_process|timers)/)
    expect(text).not.toMatch(/from 'express'/)
    expect(text).not.toMatch(/new Date\(\)|Date\.now\(/)
    if (file !== 'config.ts') expect(text).not.toMatch(/from 'node-cron'/)
  })

  it.each(files.filter((file) => file !== 'main.ts'))('%s leaves the process to main.ts', (file) => {
    expect(readFileSync(join(src, file), 'utf8')).not.toMatch(/\bprocess\.\w/)
  })
})
