import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
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
  it('is told of each document once, and again when it changes', async () => {
    const hub = await startHub()
    const hubNotifier = await start([hub.url])
    hubNotifier.notify(first)
    await allTold(hubNotifier)
    expect(hub.pings).toEqual([A, B])
    hubNotifier.notify(first)
    hubNotifier.notify(second)
    await allTold(hubNotifier)
    expect(hub.pings).toEqual([A, B, A])
  })

  it('is told nothing again after a restart, and what it missed', async () => {
    const hub = await startHub()
    const outDir = temporaryFolder()
    const before = await start([hub.url], outDir)
    before.notify(first)
    await allTold(before)
    await before.stop()
    const after = await start([hub.url], outDir)
    after.notify(second)
    await allTold(after)
    expect(hub.pings).toEqual([A, B, A])
  })

  it('is told the rest after a stop in the middle', async () => {
    const hub = await startHub()
    const outDir = temporaryFolder()
    hub.behaviour.delay = 300
    const before = await start([hub.url], outDir)
    before.notify(first)
    await eventually(() => before.pending() === 1 || undefined)
    await before.stop()
    hub.behaviour.delay = 0
    const after = await start([hub.url], outDir)
    after.notify(first)
    await allTold(after)
    expect(new Set(hub.pings)).toEqual(new Set([A, B]))
    expect(hub.pings.filter((url) => url === A)).toHaveLength(1)
  })

  it.each([
    ['fails', (hub: Awaited<ReturnType<typeof startHub>>) => Object.assign(hub.behaviour, { status: 503 })],
    ['is down', (hub: Awaited<ReturnType<typeof startHub>>) => hub.goDown()],
  ])('that %s is told once of what changed meanwhile, however often', async (_, fail) => {
    const hub = await startHub()
    await fail(hub)
    const failures: unknown[] = []
    const hubNotifier = await start([hub.url], undefined, (ping) => failures.push(ping))
    for (const generation of [first, second, third]) {
      hubNotifier.notify(generation)
      await wait(100)
    }
    expect(failures.length).toBeGreaterThan(1)
    expect(failures[0]).toMatchObject({ hub: hub.url, url: A, failure: expect.stringMatching(/503|ECONNREFUSED/) })
    expect(hubNotifier.pending()).toBe(2)
    hub.behaviour.status = 202
    await hub.goDown()
    await hub.comeBack()
    await allTold(hubNotifier)
    expect(hub.pings.sort()).toEqual([A, B])
  })

  it('that refuses one document is told of the others, and of their changes at once', async () => {
    const hub = await startHub()
    hub.behaviour.refused = B
    const hubNotifier = await start([hub.url], undefined, undefined, 60_000)
    hubNotifier.notify(first)
    await eventually(() => hubNotifier.pending() === 1 || undefined)
    expect(hub.pings).toEqual([A])
    hubNotifier.notify(third)
    await eventually(() => hub.pings.length === 2 || undefined)
    expect(hub.pings).toEqual([A, A])
    expect(hubNotifier.pending()).toBe(1)
  })

  it('that refuses one document is told at once of what changes while it refuses it', async () => {
    const hub = await startHub()
    Object.assign(hub.behaviour, { refused: B, delay: 200 })
    const hubNotifier = await start([hub.url], undefined, undefined, 60_000)
    hubNotifier.notify(first)
    await eventually(() => hub.pings.length === 1 || undefined)
    await wait(100)
    hubNotifier.notify(third)
    await eventually(() => hub.pings.length === 2 || undefined)
    expect(hub.pings).toEqual([A, A])
  })

  it('that has moved is not taken for told', async () => {
    const hub = await startHub()
    hub.behaviour.status = 301
    const hubNotifier = await start([hub.url])
    hubNotifier.notify(first)
    await wait(100)
    expect(hubNotifier.pending()).toBe(2)
  })

  it('that is slow holds up no other', async () => {
    const [slow, quick] = [await startHub(), await startHub()]
    slow.behaviour.delay = 2000
    const hubNotifier = await start([slow.url, quick.url])
    hubNotifier.notify(first)
    await eventually(() => quick.pings.length === 2 || undefined)
    expect(slow.pings).toEqual([])
  })

  it('is told of everything where it is not known any more what it was told', async () => {
    const hub = await startHub()
    const outDir = temporaryFolder()
    writeFileSync(join(outDir, 'websub.json'), '{"torn')
    const hubNotifier = await start([hub.url], outDir)
    hubNotifier.notify(first)
    await allTold(hubNotifier)
    expect(hub.pings).toEqual([A, B])
  })
})

async function start(
  hubs: string[],
  outDir = temporaryFolder(),
  onPing: (ping: unknown) => void = () => {},
  firstPause = 20,
): Promise<HubNotifier> {
  const hubNotifier = await startHubNotifier({
    store: storeIn(outDir),
    hubs,
    publicUrl: 'https://feeds.example',
    onPing,
    firstPause,
  })
  onTestFinished(hubNotifier.stop)
  return hubNotifier
}

function allTold(hubNotifier: HubNotifier): Promise<unknown> {
  return eventually(() => hubNotifier.pending() === 0 || undefined)
}
