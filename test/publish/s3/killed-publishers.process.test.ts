import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { variantsOf } from '../../../src/publish/manifest.ts'
import { createS3Store } from '../../../src/publish/s3/s3-store.ts'
import { linkPost, linkPosts } from '../../support/articles.ts'
import { type CephPlace, cephPlace, hasCeph } from '../../support/ceph/ceph.ts'
import { collect, eventually, type RunningServer, startServer } from '../../support/command.ts'
import { temporaryFolder, writeFile } from '../../support/temporary-folder.ts'

const PUBLISHER = fileURLToPath(new URL('../../dist/racing-publisher.js', import.meta.url))

/** How often a publisher is killed. */
const KILLS = 6

/** Feeds with the article that changes; those of one generation have the same version of it. */
const FEEDS = ['feeds/all.xml', 'feeds/all.atom', 'feeds/all.json', 'feeds/ai.xml', 'feeds/ai.json']

it.runIf(hasCeph)(
  'three publishers that are killed at random leave complete generations with rising numbers, and two servers show no torn set',
  async () => {
    const place = await cephPlace({ isProbed: true })
    const content = createContent()
    const publishers = startPublishers(place, content.folder)
    const checker = checkGenerations(place)
    const servers = [await follow(place), await follow(place)] as const
    const readers = servers.map(readSets)
    for (let kills = 0; kills < KILLS; kills++) {
      const before = checker.count()
      content.change()
      await eventually(() => checker.count() > before || undefined)
      await wait(Math.random() * 500)
      content.change()
      await wait(Math.random() * 300)
      for (const { child } of servers) child.kill('SIGHUP')
      await publishers.killOne()
    }
    const outcomes = await publishers.stop()
    const last = content.change()
    await startPublishers(place, content.folder, 1).published(last, checker)
    for (const { child } of servers) child.kill('SIGHUP')
    for (const reader of readers) await eventually(() => reader.latest() === last || undefined)
    const versions = await checker.stop()
    expect(versions).toEqual(versions.toSorted((a, b) => a - b))
    expect(outcomes.filter((outcome) => !/^\d+$/.test(outcome))).toEqual([])
    for (const reader of readers) await eventually(() => reader.count() > 1000 || undefined)
    await Promise.all(readers.map((reader) => reader.stop()))
    expect(await bodies(servers[1])).toEqual(await bodies(servers[0]))
  },
)

/** A folder with an article that has a version, which rises. */
function createContent() {
  let version = 0
  const folder = temporaryFolder(linkPosts(12))
  const change = (): number => {
    writeFile(join(folder, 'changing.md'), linkPost({ id: 'urn:x:changing', title: `Version ${++version}.` }))
    return version
  }
  change()
  return { folder, change }
}

function versionIn(document: string): number {
  return Number(/Version (\d+)\./.exec(document)?.[1])
}

function startPublishers(place: CephPlace, CONTENT_DIR: string, count = 3) {
  const outcomes: string[] = []
  const folders = Array.from({ length: count }, () => temporaryFolder())
  const start = (OUT_DIR: string): { child: ChildProcess; ended: Promise<unknown> } => {
    const env = { ...place.env, CONTENT_DIR, PUBLISH_TO: place.url, OUT_DIR }
    const child = spawn(process.execPath, [PUBLISHER, '300'], {
      env: { ...process.env, ...env },
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    const ended = collect(child).then(({ stdout, stderr }) => {
      outcomes.push(
        ...stdout.split('\n').filter((line) => line !== ''),
        ...stderr.split('\n').filter((line) => line !== ''),
      )
    })
    return { child, ended }
  }
  const running = folders.map(start)
  const kill = async (index: number): Promise<void> => {
    running[index]?.child.kill('SIGKILL')
    await running[index]?.ended
  }
  return {
    killOne: async () => {
      const index = Math.floor(Math.random() * count)
      await kill(index)
      running[index] = start(folders[index] as string)
    },
    stop: async () => {
      await Promise.all(running.map((_, index) => kill(index)))
      return outcomes
    },
    published: (version: number, checker: { latest: () => number | undefined }) =>
      eventually(() => checker.latest() === version || undefined),
  }
}

/** Reads all documents of each generation as soon as it is there, and checks their hashes and that they have one version. */
function checkGenerations(place: CephPlace) {
  const versions = new Map<number, number>()
  let isStopping = false
  const check = async (): Promise<void> => {
    const store = createS3Store(await place.open(), { pid: process.pid })
    while (!isStopping) {
      for (const revision of await store.listRevisions()) {
        const { generation, files } = await store.readManifest(revision)
        if (versions.has(generation)) continue
        const variants = files.flatMap((file) => variantsOf(file).map(({ coding }) => ({ file, coding })))
        const documents = await Promise.all(
          variants.map(
            async ({ file, coding }) => [file.path, coding, await store.readDocument(revision, file, coding)] as const,
          ),
        )
        const found = documents.filter(([path, coding]) => coding === 'identity' && FEEDS.includes(path))
        const shown = new Set(found.map(([, , body]) => versionIn(body.toString())))
        expect(found).toHaveLength(FEEDS.length)
        expect([...shown]).toHaveLength(1)
        versions.set(generation, [...shown][0] ?? Number.NaN)
      }
      await wait(50)
    }
  }
  const checking = check()
  const inOrder = () => [...versions].sort(([a], [b]) => a - b).map(([, version]) => version)
  return {
    count: () => versions.size,
    latest: () => inOrder().at(-1),
    stop: async () => {
      isStopping = true
      await checking
      return inOrder()
    },
  }
}

async function follow({ env, url }: CephPlace): Promise<RunningServer> {
  const server = await startServer({ ...env, SERVE_FROM: url, OUT_DIR: temporaryFolder() })
  await eventually(async () => (await fetch(`${server.url}/feeds/all.xml`)).ok || undefined)
  return server
}

/** Reads feeds of a server again and again: what is read between two equal versions has that version, and none goes back. */
function readSets({ url }: RunningServer) {
  let [latest, count, isStopping] = [0, 0, false]
  const read = async (path: string): Promise<number> => {
    const response = await fetch(`${url}/${path}`)
    expect(response.status).toBe(200)
    count++
    return versionIn(await response.text())
  }
  const readAll = async (): Promise<void> => {
    while (!isStopping) {
      const seen: number[] = []
      for (const path of [...FEEDS, FEEDS[0] as string]) seen.push(await read(path))
      expect([latest, ...seen]).toEqual([latest, ...seen].toSorted((a, b) => a - b))
      latest = seen.at(-1) ?? Number.NaN
      await wait(15)
    }
  }
  const reading = readAll()
  return {
    count: () => count,
    latest: () => latest,
    stop: async () => {
      isStopping = true
      await reading
    },
  }
}

async function bodies({ url }: RunningServer): Promise<unknown> {
  const answers = FEEDS.map(async (path) => {
    const response = await fetch(`${url}/${path}`)
    return [path, response.headers.get('ETag'), response.headers.get('Last-Modified'), await response.text()]
  })
  return Promise.all(answers)
}
