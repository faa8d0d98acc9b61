import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BuildCache } from '../../../src/build/cache/build-cache.ts'
import { generate } from '../../../src/build/pipeline.ts'
import { parseConfig } from '../../../src/config.ts'
import { linkPost, linkPosts } from '../../support/articles.ts'
import { checkGenerations, checkPublication, type Tree } from '../../support/check-publication.ts'
import { freshRandom } from '../../support/fuzzing.ts'
import { type Effect, MemoryDisk } from '../../support/memory-disk.ts'
import { lastingEffects } from '../../support/power-loss.ts'
import { storeIn } from '../../support/store.ts'
import { temporaryFolder, writeFile } from '../../support/temporary-folder.ts'

const OUT_DIR = '/out'

/** The next run is tried after this many of the states that a crash or a power failure may leave; all states are checked. */
const RECOVERIES = 40

const CASES = [
  { what: 'the first run', run: 1, isOneProcess: false },
  { what: 'a run that removes an old generation', run: 3, isOneProcess: false },
  { what: 'a run in the folder of a retired generation', run: 4, isOneProcess: true },
]

describe.each(CASES)('$what', ({ run, isOneProcess }) => {
  it('leaves complete generations wherever it is killed, and the next run succeeds', async () => {
    const { disk, begin, swap, recover } = await record(run, isOneProcess)
    const moments = disk.effects.length - begin
    expect(moments).toBeGreaterThan(100)
    const { random } = freshRandom()
    for (let count = begin; count <= disk.effects.length; count++) {
      const killed = disk.after(disk.effects.slice(0, count))
      const generation = published(killed)
      expect(generation).toBe(count < swap ? run - 1 : run)
      const whole = checkGenerations(killed.tree(OUT_DIR))
      if (generation > 0) expect(whole).toContain(generation)
      if (random() < RECOVERIES / moments) await recover(killed)
    }
    console.info(`killed at each of ${moments} moments`)
  }, 120_000)

  it('leaves a complete generation after a power failure, whichever unsynced operations are lost', async () => {
    await losePower(await record(run, isOneProcess))
  }, 120_000)
})

/** Expects complete generations in all states that a power failure may leave, and successful runs after them. */
async function losePower({ disk, run, begin, end, recover }: Awaited<ReturnType<typeof record>>): Promise<void> {
  const { seed, random } = freshRandom()
  const states = new Map<string, readonly Effect[]>()
  for (let count = begin; count <= disk.effects.length; count++) {
    for (const effects of lastingEffects(disk.effects.slice(0, count), random)) {
      const lost = disk.after(effects)
      const state = describeTree(lost.tree(OUT_DIR))
      if (states.has(state)) continue
      states.set(state, effects)
      const possible = count < end ? [run - 1, run] : [run]
      expect(possible, `after ${count} effects; FUZZ_SEED=${seed}`).toContain(published(lost))
    }
  }
  const ranked = [...states.values()].map((effects) => ({ effects, rank: random() }))
  const drawn = ranked.sort((a, b) => a.rank - b.rank).slice(0, RECOVERIES)
  for (const { effects } of drawn) await recover(disk.after(effects))
  expect(drawn).toHaveLength(RECOVERIES)
  console.info(`${states.size} states after a loss of power, ${RECOVERIES} gone on from; FUZZ_SEED=${seed}`)
}

/** The number of the published generation, which must be complete; 0 if there is none. */
function published(disk: MemoryDisk): number {
  const tree = disk.tree(OUT_DIR)
  return tree.has('current') ? checkPublication(tree) : 0
}

/** Publishes to a disk in memory several times, and returns where the last run starts, publishes and ends. */
async function record(lastRun: number, isOneProcess: boolean) {
  const contentDir = temporaryFolder(linkPosts(2))
  const config = parseConfig({ CONTENT_DIR: contentDir, OUT_DIR })
  const disk = new MemoryDisk()
  const cache = new BuildCache(OUT_DIR, { fileSystem: disk.fileSystem, isWatching: isOneProcess })
  // Late enough for files to count as settled, and for locks to count as stale.
  const now = () => new Date(Date.now() + 3_600_000)
  const store = storeIn(OUT_DIR, { fileSystem: disk.fileSystem, now })
  const publish = (fileSystem: MemoryDisk['fileSystem'], title: string) => {
    writeFile(join(contentDir, 'new.md'), linkPost({ title, originalUrl: 'https://example.org/new' }))
    const isSame = isOneProcess && fileSystem === disk.fileSystem
    return generate(config, {
      store: isSame ? store : storeIn(OUT_DIR, { fileSystem, now }),
      now,
      cache: isSame ? cache : new BuildCache(OUT_DIR, { fileSystem }),
    })
  }
  let [begin, end] = [0, 0]
  for (let run = 1; run <= lastRun; run++) {
    begin = disk.effects.length
    expect((await publish(disk.fileSystem, `New ${run}`)).generation).toBe(run)
    end = disk.effects.length
    if (isOneProcess) await Promise.all([cache.rest(), store.prepare()])
  }
  return {
    disk,
    run: lastRun,
    begin,
    /** Number of effects when `current` points to the last generation. */
    swap: disk.effects.findLastIndex((effect) => namesNew(effect, 'current')) + 1,
    /** Number of effects when the run has returned. */
    end,
    /** Expects the next run to publish and to leave two complete generations. */
    recover: async (crashed: MemoryDisk) => {
      const before = published(crashed)
      const { generation } = await publish(crashed.fileSystem, 'New at last')
      const tree = crashed.tree(OUT_DIR)
      expect(generation).toBeGreaterThan(before)
      expect(checkPublication(tree)).toBe(generation)
      expect(checkGenerations(tree).length).toBeLessThanOrEqual(2)
      const names = new Set([...tree.keys()].map((path) => path.split('/')[0]))
      expect([...names].sort()).toEqual(['cache', 'current', 'generations'])
    },
  }
}

function namesNew(effect: Effect, wanted: string): boolean {
  return effect.kind === 'names' && effect.changes.some(([name, node]) => name === wanted && node !== undefined)
}

const numbers = new WeakMap<Uint8Array, number>()
let last = 0

/** A string that identifies the contents of a tree. */
function describeTree(tree: Tree): string {
  const lines = [...tree].map(([path, content]) => {
    if (typeof content === 'string') return `${path} ${content}`
    if (!numbers.has(content)) numbers.set(content, ++last)
    return `${path} ${numbers.get(content)}`
  })
  return lines.sort().join('\n')
}
