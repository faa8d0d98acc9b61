import { type ChildProcess, spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { forEachConcurrent } from '../../src/concurrency/for-each-concurrent.ts'
import { variantsOf } from '../../src/publish/manifest.ts'
import type { Bucket } from '../../src/publish/s3/bucket.ts'
import { keys } from '../../src/publish/s3/keys.ts'
import { createS3Store } from '../../src/publish/s3/s3-store.ts'
import type { PublicationStore, Revision } from '../../src/publish/store.ts'
import { linkPost, linkPosts } from '../support/articles.ts'
import { answersOf, follow } from '../support/bucket-server.ts'
import { cephPlace, hasCeph } from '../support/ceph/ceph.ts'
import { eventually, type RunningServer } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const CHILD = fileURLToPath(new URL('../dist/publisher-child.js', import.meta.url))
const RACE_MS = 5000

/** How often clients read at least, so that each publication is read at several moments. */
const MIN_READS = 1000

/** When a publisher is killed at the latest: a run has about a hundred writes. */
const MAX_WRITES = 200

/** Feeds that have the article which changes. */
const FEEDS = ['/feeds/ai.xml', '/feeds/web.atom', '/feeds/tools.json', '/feeds/all.xml']

describe.runIf(hasCeph)('three publishers that are killed at random while they race', () => {
  it('publish whole generations with rising numbers, which servers never mix', async () => {
    const place = await cephPlace({ isProbed: true })
    const bucket = await place.open()
    const store = createS3Store(bucket, { pid: process.pid })
    const contentDir = temporaryFolder(linkPosts(3))
    const corpus = createCorpus(contentDir)
    const env = { ...place.env, PUBLISH_TO: place.url, CONTENT_DIR: contentDir }
    const race = new AbortController()
    onTestFinished(() => race.abort())
    const first = startPublisher({ ...env, OUT_DIR: temporaryFolder() })
    await eventually(() => store.readRevision(), 60_000)
    const servers = [await follow(place), await follow(place)] as const
    first.kill('SIGKILL')
    const publishers = [1, 2, 3].map(() => publishAndDie({ ...env, OUT_DIR: temporaryFolder() }, race.signal))
    const readers = servers.flatMap((server) => [readInTurn(server, race.signal), readInTurn(server, race.signal)])

    const revisions = new Set<Revision>()
    const deaths = () => publishers.reduce((sum, publisher) => sum + publisher.deaths(), 0)
    const reads = () => readers.reduce((sum, { count }) => sum + count(), 0)
    const end = Date.now() + RACE_MS
    while (Date.now() < end || revisions.size < 4 || deaths() < 3 || reads() < MIN_READS) {
      corpus.change()
      for (const { child } of servers) child.kill('SIGHUP')
      for (const revision of await store.listRevisions()) revisions.add(revision)
      await wait(500)
    }
    race.abort()
    await Promise.all([...publishers.map(({ ended }) => ended), ...readers.map(({ ended }) => ended)])
    expect(publishers.flatMap(({ failures }) => failures)).toEqual([])
    expect(readers.flatMap(({ faults }) => faults)).toEqual([])

    const last = corpus.change()
    const survivor = startPublisher({ ...env, OUT_DIR: temporaryFolder() })
    const isServed = async (server: RunningServer) => {
      server.child.kill('SIGHUP')
      const answers = Object.values(await answersOf(server, FEEDS))
      return answers.every(({ body }) => markerOf(body) === last) || undefined
    }
    for (const server of servers) await eventually(() => isServed(server), 30_000)
    survivor.kill('SIGKILL')
    for (const revision of await store.listRevisions()) revisions.add(revision)
    const numbers = [...revisions].map((revision) => Number(revision.split(' ')[0])).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1))
    expect(await findFaults(bucket, store, revisions)).toEqual([])
    const [paths, conditional] = [await documentsOf(store), { 'accept-encoding': 'br' }]
    const [one, other] = await Promise.all(servers.map((server) => answersOf(server, paths, conditional)))
    expect(other).toEqual(one)
  })
})

/** One article in several feeds. Each change gives it a title with a higher number. */
function createCorpus(contentDir: string) {
  let marker = 0
  const change = (): number => {
    const text = linkPost({ title: `Marker ${++marker}.`, topics: ['AI', 'Web', 'Tools'] })
    const draft = join(contentDir, 'marker.tmp')
    writeFileSync(draft, text)
    renameSync(draft, join(contentDir, 'marker.md'))
    return marker
  }
  change()
  return { change }
}

function markerOf(body: string): number {
  return Number(/Marker (\d+)\./.exec(body)?.[1])
}

/** Starts a publisher that is killed at its nth write, or never. */
function startPublisher(env: Record<string, string>, fatal = 0): ChildProcess {
  const child = spawn(process.execPath, [CHILD, String(fatal)], { cwd: '/', env: { ...process.env, ...env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** Starts a publisher again and again, which is killed at a random moment of its work. */
function publishAndDie(env: Record<string, string>, signal: AbortSignal) {
  const failures: string[] = []
  let deaths = 0
  const live = async (): Promise<void> => {
    while (!signal.aborted) {
      const child = startPublisher(env, 1 + Math.floor(Math.random() * MAX_WRITES))
      const kill = () => child.kill('SIGKILL')
      signal.addEventListener('abort', kill)
      child.stderr?.on('data', (chunk: Buffer) => failures.push(String(chunk)))
      await once(child, 'exit')
      signal.removeEventListener('abort', kill)
      deaths++
    }
  }
  return { deaths: () => deaths, failures, ended: live() }
}

/** Reads feeds one after the other: none may be older than the one before. */
function readInTurn(server: RunningServer, signal: AbortSignal) {
  const faults: string[] = []
  let count = 0
  let newest = 0
  const read = async (): Promise<void> => {
    while (!signal.aborted) {
      const path = FEEDS[count++ % FEEDS.length] as string
      const response = await fetch(server.url + path)
      const marker = markerOf(await response.text())
      if (!(marker >= newest)) faults.push(`${path} has ${marker} after ${newest}, status ${response.status}`)
      newest = marker
      await wait(5)
    }
  }
  return { faults, count: () => count, ended: read() }
}

/** What is missing, altered or of different states of the corpus in generations. */
async function findFaults(bucket: Bucket, store: PublicationStore, revisions: Iterable<Revision>): Promise<string[]> {
  const markers = new Map<string, number>()
  const faults: string[] = []
  for (const revision of revisions) {
    const { files } = await store.readManifest(revision)
    const variants = files.flatMap(variantsOf).filter(({ sha256 }) => !markers.has(sha256))
    await forEachConcurrent(
      variants,
      async ({ path, sha256 }) => {
        const found = await bucket.get(keys.object(sha256))
        const body = found && found !== 'unchanged' ? found.body : Buffer.alloc(0)
        if (hash('sha256', body) !== sha256) faults.push(`${path} of ${revision}`)
        markers.set(sha256, markerOf(String(body)))
      },
      16,
    )
    const feeds = files.filter(({ path }) => FEEDS.includes(`/${path}`))
    const said = new Set(feeds.map(({ sha256 }) => markers.get(sha256)))
    if (feeds.length !== FEEDS.length || said.size !== 1) faults.push(`${revision} says ${[...said].join()}`)
  }
  return faults
}

/** The paths of all published documents. */
async function documentsOf(store: PublicationStore): Promise<string[]> {
  const { files } = await store.readManifest((await store.readRevision()) ?? '')
  return files.map(({ path }) => `/${path}`)
}
