import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type FileSystem, fileSystem } from '../../src/file-system.ts'
import type { PublicationStore, Revision } from '../../src/publish/store.ts'
import type { Generation } from '../../src/serve/load-generation.ts'
import { type HubNotifier, startHubNotifier } from '../../src/websub/hub-notifier.ts'
import { eventually } from '../support/command.ts'
import { generationOf } from '../support/generation.ts'
import { startHub } from '../support/hub.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const first = generationOf({ 'feeds/a.xml': 'one', 'feeds/b.xml': 'one', 'feeds/a/archive/1.xml': 'old' })
const second = generationOf({ 'feeds/a.xml': 'two', 'feeds/b.xml': 'one', 'feeds/a/archive/1.xml': 'older' })
const third = generationOf({ 'feeds/a.xml': 'three', 'feeds/b.xml': 'one' })
const A = 'https://feeds.example/feeds/a.xml'
const B = 'https://feeds.example/feeds/b.xml'

describe('a hub', () => {
  it('is notified of each document once, and again when it changes', async () => {
    const hub = await startHub()
    const hubNotifier = await start([hub.url])
    hubNotifier.notify(first)
    await allDelivered(hubNotifier)
    expect(hub.pings).toEqual([A, B])
    hubNotifier.notify(first)
    hubNotifier.notify(second)
    await allDelivered(hubNotifier)
    expect(hub.pings).toEqual([A, B, A])
  })

  it('is notified only of what it missed after a restart', async () => {
    const hub = await startHub()
    const outDir = temporaryFolder()
    const before = await start([hub.url], outDir)
    before.notify(first)
    await allDelivered(before)
    await before.stop()
    const after = await start([hub.url], outDir)
    after.notify(second)
    await allDelivered(after)
    expect(hub.pings).toEqual([A, B, A])
  })

  it('is notified in batches, by a program that says who it is', async () => {
    const hub = await startHub()
    const { generation, urls } = large(101)
    const hubNotifier = await start([hub.url])
    hubNotifier.notify(generation)
    await allDelivered(hubNotifier)
    expect(hub.requests.map(({ topics }) => topics)).toEqual([urls.slice(0, 50), urls.slice(50, 100), urls.slice(100)])
    expect(hub.requests[0]?.agent).toMatch(/^Feedmill\/\d+\.\d+\.\d+ \(\+https:\/\/feeds\.example\/\)$/)
  })

  it('is notified of the rest after a stop in the middle', async () => {
    const hub = await startHub()
    const outDir = temporaryFolder()
    const { generation, urls } = large(60)
    hub.behaviour.delay = 300
    const before = await start([hub.url], outDir)
    before.notify(generation)
    await eventually(() => before.pending() === 10 || undefined)
    await before.stop()
    hub.behaviour.delay = 0
    const after = await start([hub.url], outDir)
    after.notify(generation)
    await allDelivered(after)
    expect(new Set(hub.pings)).toEqual(new Set(urls))
    expect(hub.pings.filter((url) => url === urls[0])).toHaveLength(1)
  })

  it.each([429, 503, 403])('that responds with %i and Retry-After is left alone for that long', async (status) => {
    const hub = await startHub()
    Object.assign(hub.behaviour, { status, headers: { 'Retry-After': '2' } })
    const begin = performance.now()
    const hubNotifier = await start([hub.url])
    hubNotifier.notify(first)
    await eventually(() => hub.requests.length === 1)
    hub.behaviour.status = 202
    hubNotifier.notify(third)
    await allDelivered(hubNotifier)
    expect(performance.now() - begin).toBeGreaterThan(1900)
    expect(hub.requests).toHaveLength(2)
  })

  it.each([
    ['fails', (hub: Awaited<ReturnType<typeof startHub>>) => Object.assign(hub.behaviour, { status: 503 })],
    ['is down', (hub: Awaited<ReturnType<typeof startHub>>) => hub.goDown()],
  ])('that %s is notified once of what changed in the meantime', async (_, fail) => {
    const hub = await startHub()
    await fail(hub)
    const failures: unknown[] = []
    const hubNotifier = await start([hub.url], undefined, (ping) => failures.push(ping))
    for (const generation of [first, second, third]) {
      hubNotifier.notify(generation)
      await wait(100)
    }
    expect(failures.length).toBeGreaterThan(1)
    expect(failures[0]).toMatchObject({
      hub: hub.url,
      urls: [A, B],
      failure: expect.stringMatching(/503|ECONNREFUSED/),
    })
    expect(hubNotifier.pending()).toBe(2)
    hub.behaviour.status = 202
    await hub.goDown()
    await hub.comeBack()
    await allDelivered(hubNotifier)
    expect(hub.pings.sort()).toEqual([A, B])
  })

  it('that redirects does not count as notified', async () => {
    const hub = await startHub()
    hub.behaviour.status = 301
    const hubNotifier = await start([hub.url])
    hubNotifier.notify(first)
    await wait(100)
    expect(hubNotifier.pending()).toBe(2)
  })

  it('that is slow does not delay others', async () => {
    const [slow, quick] = [await startHub(), await startHub()]
    slow.behaviour.delay = 2000
    const hubNotifier = await start([slow.url, quick.url])
    hubNotifier.notify(first)
    await eventually(() => quick.pings.length === 2 || undefined)
    expect(slow.pings).toEqual([])
  })

  it('is notified of everything if the record is damaged, and the record is kept aside', async () => {
    const hub = await startHub()
    const outDir = temporaryFolder()
    writeFileSync(join(outDir, 'websub.json'), '{"torn')
    const hubNotifier = await start([hub.url], outDir)
    hubNotifier.notify(first)
    await allDelivered(hubNotifier)
    expect(hub.pings).toEqual([A, B])
    expect(readFileSync(join(outDir, 'websub-damaged.json'), 'utf8')).toBe('{"torn')
  })

  it('is not notified while the record cannot be read, and then of what it missed', async () => {
    const hub = await startHub()
    const outDir = temporaryFolder()
    const before = await start([hub.url], outDir)
    before.notify(first)
    await allDelivered(before)
    await before.stop()
    let reads = 0
    const readText: FileSystem['readText'] = (path) =>
      ++reads < 4 ? Promise.reject(Object.assign(new Error('EMFILE'), { code: 'EMFILE' })) : fileSystem.readText(path)
    const after = await start([hub.url], storeIn(outDir, { fileSystem: { ...fileSystem, readText } }))
    after.notify(second)
    await eventually(() => hub.pings.length === 3)
    expect(hub.pings).toEqual([A, B, A])
    await after.stop()
    expect(reads).toBe(4)
    expect(JSON.parse(readFileSync(join(outDir, 'websub.json'), 'utf8'))).toEqual({
      [hub.url]: hashesOf(second, ['feeds/a.xml', 'feeds/b.xml']),
    })
  })

  it('needs one durable write and one pass over the documents for a thousand pings', async () => {
    const hub = await startHub()
    const outDir = temporaryFolder()
    const paths = Array.from({ length: 1000 }, (_, index) => `feeds/topic-${index}.xml`)
    const generation = generationOf(Object.fromEntries(paths.map((path) => [path, path])))
    const looks = vi.spyOn(generation.files, 'values')
    const writes: string[] = []
    const writeDurably: FileSystem['writeDurably'] = (path, body) => {
      writes.push(path)
      return fileSystem.writeDurably(path, body)
    }
    const hubNotifier = await start([hub.url], storeIn(outDir, { fileSystem: { ...fileSystem, writeDurably } }))
    hubNotifier.notify(generation)
    await allDelivered(hubNotifier)
    await hubNotifier.stop()
    expect(hub.pings).toHaveLength(1000)
    expect({ writes: writes.length, looks: looks.mock.calls.length }).toEqual({ writes: 1, looks: 1 })
    expect(JSON.parse(readFileSync(join(outDir, 'websub.json'), 'utf8'))).toEqual({
      [hub.url]: hashesOf(generation, paths),
    })
  })

  it('is notified again after a crash of unrecorded deliveries, and of the rest', async () => {
    const hub = await startHub()
    const outDir = temporaryFolder()
    const writeDurably = () => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }))
    const before = await start([hub.url], storeIn(outDir, { fileSystem: { ...fileSystem, writeDurably } }))
    before.notify(first)
    await allDelivered(before)
    const after = await start([hub.url], outDir)
    after.notify(second)
    await allDelivered(after)
    expect(hub.pings).toEqual([A, B, A, B])
  })
})

describe.each(['the only publisher', 'one of several publishers'] as const)('a hub, notified by %s,', (publisher) => {
  it('that takes one document in a ping, and refuses more, is notified of each', async () => {
    const hub = await startHub()
    hub.behaviour.takesOne = true
    const { generation, urls } = large(5)
    const hubNotifier = await startAs(publisher, hub.url)
    hubNotifier.notify(generation)
    await eventually(() => hub.pings.length === 5 || undefined)
    expect(hub.pings).toEqual(urls)
  })

  it('that refuses one document is notified of the others, and immediately of their changes', async () => {
    const hub = await startHub()
    hub.behaviour.refused = B
    const hubNotifier = await startAs(publisher, hub.url)
    hubNotifier.notify(first)
    await eventually(() => hubNotifier.pending() === 1 || undefined)
    expect(hub.pings).toEqual([A])
    hubNotifier.notify(third)
    await eventually(() => hub.pings.length === 2 || undefined)
    expect(hub.pings).toEqual([A, A])
    await eventually(() => hubNotifier.pending() === 1 || undefined)
  })

  it('that refuses one document is notified immediately of changes in the meantime', async () => {
    const hub = await startHub()
    Object.assign(hub.behaviour, { refused: B, delay: 200 })
    const hubNotifier = await startAs(publisher, hub.url)
    hubNotifier.notify(first)
    await eventually(() => hub.pings.length === 1 || undefined)
    await wait(100)
    hubNotifier.notify(third)
    await eventually(() => hub.pings.length === 2 || undefined)
    expect(hub.pings).toEqual([A, A])
  })

  it('that refuses one document is left alone for the pause after a failure', async () => {
    const hub = await startHub()
    hub.behaviour.refused = B
    const hubNotifier = await startAs(publisher, hub.url)
    hubNotifier.notify(first)
    await wait(300)
    expect(hub.requests.map(({ topics }) => topics)).toEqual([[A, B], [A], [B]])
  })
})

function hashesOf(generation: Generation, paths: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(paths.map((path) => [path, generation.files.get(path)?.sha256]))
}

async function start(
  hubs: string[],
  place: string | PublicationStore = temporaryFolder(),
  onPing: (ping: unknown) => void = () => {},
  firstPauseMs = 20,
): Promise<HubNotifier> {
  const hubNotifier = await startHubNotifier({
    store: typeof place === 'string' ? storeIn(place) : place,
    hubs,
    publicUrl: 'https://feeds.example',
    onPing,
    now: () => new Date(),
    firstPauseMs,
    followedMs: 0,
  })
  onTestFinished(hubNotifier.stop)
  return hubNotifier
}

/** Starts a notifier that pauses for a minute after a failure. One of several publishers notifies of what is published by any. */
async function startAs(publisher: 'the only publisher' | 'one of several publishers', hub: string) {
  let published = first
  const shared: Partial<PublicationStore> = {
    inTurn: (_kind, work) => work(),
    readRevision: async () => 'published' as Revision,
    readManifest: async () => ({ ...published, version: 2, files: [...published.files.values()], articles: {} }),
  }
  const store = { ...storeIn(temporaryFolder()), ...(publisher === 'one of several publishers' && shared) }
  const { notify, pending } = await start([hub], store, undefined, 60_000)
  return {
    pending,
    notify: (generation: Generation) => {
      published = generation
      notify(generation)
    },
  }
}

/** A generation of feeds, and their URLs. */
function large(count: number) {
  const paths = Array.from({ length: count }, (_, index) => `feeds/topic-${index}.xml`)
  const generation = generationOf(Object.fromEntries(paths.map((path) => [path, path])))
  return { generation, urls: paths.map((path) => `https://feeds.example/${path}`) }
}

function allDelivered(hubNotifier: HubNotifier): Promise<unknown> {
  return eventually(() => hubNotifier.pending() === 0 || undefined)
}
