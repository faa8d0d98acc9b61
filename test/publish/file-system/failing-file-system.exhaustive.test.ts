import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BuildCache } from '../../../src/build/cache/build-cache.ts'
import { generate } from '../../../src/build/pipeline.ts'
import { parseConfig } from '../../../src/config.ts'
import type { FileSystem } from '../../../src/file-system.ts'
import { linkPost, linkPosts } from '../../support/articles.ts'
import { checkGenerations, checkPublication } from '../../support/check-publication.ts'
import { MemoryDisk } from '../../support/memory-disk.ts'
import { storeIn } from '../../support/store.ts'
import { temporaryFolder, writeFile } from '../../support/temporary-folder.ts'

const OUT_DIR = '/out'

/**
 * The outcome of a run when one call of an operation fails. Either the run ends and the old generation stays (`refused`), or it
 * publishes anyway, because only the cache, a check for damage, or the clean-up failed. Some are refused only until the new
 * generation is current.
 */
const OUTCOMES = new Map<string, 'refused' | 'published' | 'refused, then published'>([
  ['makeDirectory .', 'refused'],
  ['writeNew lock', 'refused'],
  ['readLink current', 'refused, then published'],
  ['list generations', 'refused, then published'],
  ['list .', 'refused'],
  ['isWritable generations/.recyclable-<id>', 'published'],
  ['isWritable generations/.recyclable-<id>/*', 'published'],
  ['inspect generations/.recyclable-<id>/*', 'published'],
  ['list generations/.recyclable-<id>', 'published'],
  ['list generations/.recyclable-<id>/*', 'published'],
  ['inspect generations/<n>.json', 'refused, then published'],
  ['readText cache/*', 'published'],
  ['readText generations/<n>.json', 'published'],
  ['inspect generations/<n>/*', 'published'],
  ['makeDirectory cache', 'published'],
  ['remove cache/*', 'published'],
  ['writeNew cache/*', 'published'],
  ['rename cache/*', 'published'],
  ['rename generations/.staging-<id>', 'published'],
  ['remove generations/.staging-<id>/*', 'published'],
  ['makeDirectory generations/.staging-<id>', 'refused'],
  ['makeDirectory generations/.staging-<id>/*', 'refused'],
  ['writeDurably generations/.staging-<id>/*', 'refused'],
  ['link generations/.staging-<id>/*', 'refused'],
  ['syncDirectory generations/.staging-<id>', 'refused'],
  ['syncDirectory generations/.staging-<id>/*', 'refused'],
  ['writeDurably generations/.staging-<id>.json', 'refused'],
  ['inspect generations/.staging-<id>.json', 'refused'],
  ['symlink current.<id>', 'refused'],
  ['rename generations/<n>', 'refused'],
  ['rename generations/<n>.json', 'refused'],
  ['syncDirectory generations', 'refused, then published'],
  ['rename current', 'refused'],
  ['syncDirectory .', 'published'],
  ['remove generations/<n>.json', 'published'],
  ['rename generations/.recyclable-<id>', 'published'],
  ['readText lock', 'published'],
  ['remove lock', 'published'],
])

const READING = /^(list|isWritable|readText|readBytes|readRanges|inspect|readLink) /

const PROCESSES = [
  { process: 'the second process', isOneProcess: false, runsBefore: 1 },
  { process: 'a process with a tree to recycle', isOneProcess: false, runsBefore: 3 },
  { process: 'a process that lives on', isOneProcess: true, runsBefore: 3 },
]

describe('a call that fails', () => {
  it.each([...OUTCOMES])('%s: the run is %s, and the next one succeeds', async (call, outcomes) => {
    const [before, afterwards = before] = outcomes.split(', then ')
    const tried: string[] = []
    for (const options of PROCESSES) {
      const calls = await traceCalls(options)
      for (const index of new Set([calls.indexOf(call), calls.lastIndexOf(call)])) {
        if (index === -1) continue
        const runs = await createRuns(options)
        const generation = runs.published()
        const failure = await runs.fail(call, calls.slice(0, index + 1).filter((other) => other === call).length)
        if ((index <= calls.indexOf('rename current') ? before : afterwards) === 'refused') {
          const verb = READING.test(call) ? 'read' : 'written'
          const message = `OUT_DIR "${OUT_DIR}" cannot be ${verb}: EIO: i/o error`
          const hint = expect.stringMatching(/^Check the disk/)
          expect(failure).toMatchObject({ name: 'FeedmillError', code: 'publication-failed', message, hint })
          expect(runs.published()).toBe(generation)
        } else {
          expect(failure).toBeUndefined()
          expect(runs.published()).toBe(generation + 1)
        }
        await runs.expectToRecover()
        tried.push(options.process)
      }
    }
    expect(tried).not.toEqual([])
  })
})

describe.each(PROCESSES)('a run in $process', (options) => {
  it('makes no call whose failure is not tested', async () => {
    const calls = await traceCalls(options)
    expect(calls.length).toBeGreaterThan(80)
    expect([...new Set(calls)].filter((call) => !OUTCOMES.has(call))).toEqual([])
  })

  it('changes nothing if the disk fails permanently, and the next run succeeds when it works again', async () => {
    const calls = await traceCalls(options)
    const runs = await createRuns(options)
    const changing = calls.findIndex((call) => call.startsWith('writeDurably'))
    const before = runs.published()
    const failure = await runs.failFrom(changing)
    expect(failure).toMatchObject({ code: 'publication-failed' })
    expect(runs.published()).toBe(before)
    await runs.expectToRecover()
  })
})

interface RunsOptions {
  isOneProcess: boolean
  runsBefore: number
}

const traces = new Map<RunsOptions, Promise<string[]>>()

/** The calls of a run in one of the processes. */
function traceCalls(options: RunsOptions): Promise<string[]> {
  const calls = traces.get(options) ?? createRuns(options).then((runs) => runs.trace())
  traces.set(options, calls)
  return calls
}

/** Runs on a disk in memory, one of which can fail. */
async function createRuns({ isOneProcess, runsBefore }: RunsOptions) {
  const contentDir = temporaryFolder(linkPosts(2))
  const config = parseConfig({ CONTENT_DIR: contentDir, OUT_DIR })
  const disk = new MemoryDisk()
  const now = () => new Date(Date.now() + 3_600_000)
  const works = () => {}
  let intercept: (call: string) => void = works
  const operations = Object.entries(disk.fileSystem).map(([name, operation]) => [
    name,
    async (...args: unknown[]) => {
      intercept(`${name} ${placeOf(String(args[TARGETS.get(name) ?? 0]))}`)
      return (operation as (...all: unknown[]) => unknown)(...args)
    },
  ])
  const fileSystem = Object.fromEntries(operations) as FileSystem
  const createOptions = () => ({
    store: storeIn(OUT_DIR, { fileSystem, now }),
    cache: new BuildCache(OUT_DIR, { fileSystem, isWatching: isOneProcess }),
    now,
  })
  const lasting = createOptions()
  let runs = 0
  const publish = async () => {
    const title = `New ${++runs}`
    writeFile(join(contentDir, 'new.md'), linkPost({ title, originalUrl: 'https://example.org/new' }))
    return generate(config, isOneProcess ? lasting : createOptions())
  }
  const prepare = async () => {
    if (!isOneProcess) return
    await Promise.all([lasting.cache.rest(), lasting.store.prepare()])
  }
  for (let run = 0; run < runsBefore; run++) {
    await publish()
    await prepare()
  }
  const published = () => checkPublication(disk.tree(OUT_DIR))
  const publishWith = async (interceptor: typeof intercept): Promise<unknown> => {
    intercept = interceptor
    try {
      await publish()
      return undefined
    } catch (error) {
      return error
    } finally {
      intercept = works
    }
  }
  const fault = () => Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })
  return {
    published,
    /** The calls of a run. */
    trace: async () => {
      const calls: string[] = []
      await publishWith((call) => calls.push(call))
      return calls
    },
    /** Runs once with a failure of the nth call of a kind, and returns the error of the run. */
    fail: async (failing: string, nth: number) => {
      let count = 0
      const failure = await publishWith((call) => {
        if (call === failing && ++count === nth) throw fault()
      })
      expect(count).toBeGreaterThanOrEqual(nth)
      return failure
    },
    /** The same with failures of that call and all later ones. */
    failFrom: (index: number) => {
      let count = 0
      return publishWith(() => {
        if (count++ >= index) throw fault()
      })
    },
    /** Expects the next run to publish and to leave nothing else behind. */
    expectToRecover: async () => {
      const before = published()
      await prepare()
      await publish()
      expect(published()).toBeGreaterThan(before)
      const tree = disk.tree(OUT_DIR)
      expect(checkGenerations(tree)).toHaveLength(2)
      const names = [...tree.keys()].map((path) => placeOf(`${OUT_DIR}/${path}`).split('/').slice(0, 2).join('/'))
      const isPrepared = (name: string) => name.startsWith('generations/.recyclable-')
      expect([...new Set(names)].filter((name) => !isPrepared(name)).sort()).toEqual([
        'cache/*',
        'current',
        'generations/<n>',
        'generations/<n>.json',
      ])
    },
  }
}

/** Operations whose second argument is the path that they change. */
const TARGETS = new Map([
  ['link', 1],
  ['symlink', 1],
  ['rename', 1],
])

/** A path relative to `OUT_DIR`, without the parts that differ from run to run. */
function placeOf(path: string): string {
  return relative(OUT_DIR, path)
    .replace(/^$/, '.')
    .replace(/[\da-f]{8}-[\da-f-]{27}/, '<id>')
    .replace(/\d{6}/, '<n>')
    .replace(/^(cache|generations\/[^/]*[^/.]|generations\/\.staging-<id>)\/.*/, '$1/*')
}
