import { existsSync, readdirSync, renameSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import { BuildCache } from '../../src/build/cache/build-cache.ts'
import { generate } from '../../src/build/pipeline.ts'
import type { RunReport } from '../../src/build/run-report.ts'
import { parseConfig } from '../../src/config.ts'
import type { FeedmillError } from '../../src/errors.ts'
import { fileSystem as realFileSystem } from '../../src/file-system.ts'
import type { Manifest } from '../../src/publish/manifest.ts'
import type { PublicationStore } from '../../src/publish/store.ts'
import { linkPost, linkPosts } from './articles.ts'
import { checkGenerations, readTree, type Tree } from './check-publication.ts'
import type { MemoryDisk } from './memory-disk.ts'
import { storeIn } from './store.ts'
import { temporaryFolder, writeFile } from './temporary-folder.ts'

/** A change between two runs. */
type Edit =
  | { kind: 'write'; file: number; title: string; topic: string; day?: number }
  | { kind: 'break' | 'delete' | 'touch' | 'rename' | 'hold' | 'host'; file: number }
  | { kind: 'describe'; topic: string; name: string }
  | { kind: 'configure'; title: string }
  | { kind: 'draw'; picture: number; bytes: string }
  | { kind: 'wait'; days: number }

const file = fc.nat(7)
const topic = fc.constantFrom('AI', 'ai', 'Space', 'Maps')
export const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    file,
    title: fc.constantFrom('One', 'Two', 'Three'),
    topic,
    day: fc.integer({ min: -30, max: 30 }),
  }),
  fc.record({ kind: fc.constantFrom('break', 'delete', 'touch', 'rename', 'hold', 'host'), file }),
  fc.record({ kind: fc.constant('describe' as const), topic, name: fc.constantFrom('AI', 'Space', 'All of it') }),
  fc.record({ kind: fc.constant('configure' as const), title: fc.constantFrom('The Mill', 'The Other Mill') }),
  fc.record({ kind: fc.constant('draw' as const), picture: fc.nat(1), bytes: fc.constantFrom('', 'one', 'two') }),
  fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 20 }) }),
)

/**
 * A corpus of eight articles, published to four places: with a cache on disk, with a cache in the process, by a watching
 * process that knows the changed files, and without a cache.
 *
 * @param disk where to publish; by default, folders beside the corpus
 */
export function createSite(disk?: MemoryDisk) {
  const folder = temporaryFolder()
  const fileSystem = disk?.fileSystem ?? realFileSystem
  const contentDir = join(folder, 'content')
  for (const [index, text] of Object.values(linkPosts(8)).entries()) writeFile(join(contentDir, `${index}.md`), text)
  const path = (index: number) => join(contentDir, `${index}.md`)
  let now = new Date('2026-06-01T00:00:00Z')
  let title = 'The Mill'
  let ticks = 0
  /** The articles that changed since the last run; undefined if anything may have changed. */
  let changedFiles: Set<string> | undefined
  const apply = (change: Edit): void => {
    if ('file' in change && change.kind !== 'touch') {
      changedFiles?.add(`${change.file}.md`)
      if (change.kind === 'rename') changedFiles?.add(`moved-${change.file}.md`)
    } else changedFiles = undefined
    switch (change.kind) {
      case 'write': {
        const { title: said, topic: named, day = -1, file: index } = change
        const published = new Date(Date.UTC(2026, 5, 1) + day * 86_400_000 + index).toISOString()
        const originalUrl = `https://example.org/ai-${index}`
        writeFile(path(index), linkPost({ title: said, topics: [named], publishedDateTime: published, originalUrl }))
        break
      }
      case 'break':
        writeFile(path(change.file), 'no article')
        break
      case 'hold':
        writeFile(path(change.file), linkPost({ published: false }))
        break
      case 'host': {
        const next = (change.file + 1) % 8
        const body = `Words *here*, as in [this](${next}.md) or [that](moved-${next}.md). ![](p/${next % 2}.png)`
        writeFile(path(change.file), `${linkPost({ originalUrl: undefined })}${body}`)
        break
      }
      case 'delete':
        rmSync(path(change.file), { force: true })
        break
      case 'touch':
        for (const name of readdirSync(contentDir)) utimesSync(join(contentDir, name), 1, ++ticks)
        break
      case 'rename':
        if (existsSync(path(change.file))) renameSync(path(change.file), join(contentDir, `moved-${change.file}.md`))
        break
      case 'describe':
        writeFile(join(contentDir, 'topics/one.yaml'), `id: ${change.topic.toLowerCase()}\nname: ${change.name}`)
        break
      case 'configure':
        title = change.title
        break
      case 'draw': {
        const picture = join(contentDir, `p/${change.picture}.png`)
        if (change.bytes === '') rmSync(picture, { force: true })
        else writeFile(picture, change.bytes)
        break
      }
      case 'wait':
        now = new Date(now.getTime() + change.days * 86_400_000)
    }
  }
  const stores = new Map<string, PublicationStore>()
  const storeOf = (place: string): PublicationStore => {
    const store = stores.get(place) ?? storeIn(place, { fileSystem })
    stores.set(place, store)
    return store
  }
  const treeOf = (place: string): Tree => {
    if (disk) return disk.tree(place)
    return existsSync(place) ? readTree(place) : new Map()
  }
  const runIn = (place: string, cache?: BuildCache, changedOnly?: ReadonlySet<string>): Promise<RunReport> => {
    const env = { CONTENT_DIR: contentDir, OUT_DIR: place, SITE_TITLE: title, FEED_ITEMS: '2', ARCHIVE_ITEMS: '2' }
    return generate(parseConfig(env), {
      store: cache ? storeOf(place) : storeIn(place, { fileSystem }),
      cache: cache ?? new BuildCache(place, { fileSystem }),
      now: () => now,
      plan: changedOnly && { kind: 'incremental', changedFiles: changedOnly },
    })
  }
  const [outDir, inProcess, watching, without] = ['disk', 'process', 'watching', 'none'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string]
  const cache = new BuildCache(inProcess, { fileSystem })
  const watchingCache = new BuildCache(watching, { fileSystem, isWatching: true })
  return {
    outDir,
    inProcess,
    apply,
    rename: (from: string, to: string) => renameSync(join(folder, from), join(folder, to)),
    run: () => runIn(outDir),
    runInProcess: (changedFiles?: ReadonlySet<string>) => runIn(inProcess, cache, changedFiles),
    runInOtherProcess: () => runIn(inProcess),
    expectAgreement: async () => {
      await fileSystem.remove(join(without, 'cache'))
      const outcomeIn = async (place: string, run: Promise<RunReport>) => outcomeOf(run, () => treeOf(place))
      const plain = await outcomeIn(without, runIn(without))
      expect(await outcomeIn(outDir, runIn(outDir))).toEqual(plain)
      expect(await outcomeIn(inProcess, runIn(inProcess, cache))).toEqual(plain)
      expect(await outcomeIn(watching, runIn(watching, watchingCache, changedFiles))).toEqual(plain)
      await watchingCache.rest()
      await storeOf(watching).prepare()
      changedFiles = new Set()
    },
  }
}

/** The report of a run and the complete publication, except compressed files and durations. */
async function outcomeOf(run: Promise<RunReport>, treeAfter: () => Tree) {
  const delivered = await run.then(
    ({ duration: _, ...report }) => report,
    ({ code, message }: FeedmillError) => ({ code, message }),
  )
  const tree = treeAfter()
  checkGenerations(tree)
  const manifest = tree.get(`${tree.get('current')}.json`)
  const published = manifest && (JSON.parse(Buffer.from(manifest).toString()) as Manifest)
  return {
    delivered,
    published: published && { ...published, files: published.files.map(({ encodings: _, ...file }) => file) },
  }
}
