import { expect, it } from 'vitest'
import { createS3Store } from '../../src/publish/s3/s3-store.ts'
import { notifyOnce } from '../../src/websub/notify-once.ts'
import { generationOf } from '../support/generation.ts'
import { startHub } from '../support/hub.ts'
import { startS3Double } from '../support/s3-double.ts'

const A = 'https://feeds.example/feeds/a.xml'
const B = 'https://feeds.example/feeds/b.xml'

it('hubs are notified of what a bucket has, each document once, and a hub that knows all is not waited for', async () => {
  const hubs = [await startHub(), await startHub()]
  const { notify } = await published()
  const urls = hubs.map(({ url }) => url)
  expect(await notify(urls)).toEqual(urls.map((hub) => ({ hub, documents: 2 })))
  expect(hubs.map(({ pings }) => pings)).toEqual([
    [A, B],
    [A, B],
  ])
  const start = performance.now()
  expect(await notify(urls, 60_000)).toEqual([])
  expect(performance.now() - start).toBeLessThan(30_000)
})

it('what a hub refuses, and a hub that does not respond, is left to the next publisher', async () => {
  const [refusing, away] = [await startHub(), await startHub()]
  const { notify } = await published()
  refusing.behaviour.refused = A
  await away.goDown()
  const urls = [refusing.url, away.url]
  expect(await notify(urls)).toEqual([
    { hub: refusing.url, documents: 1, failure: 'HTTP status 422' },
    { hub: away.url, documents: 0, failure: expect.stringContaining('ECONNREFUSED') },
  ])
  delete refusing.behaviour.refused
  await away.comeBack()
  expect(await notify(urls)).toEqual([
    { hub: refusing.url, documents: 1 },
    { hub: away.url, documents: 2 },
  ])
  expect(refusing.pings).toEqual([B, A])
})

it('a bucket that is away does not fail what was published before', async () => {
  const hub = await startHub()
  const { notify, double } = await published()
  double.intercept = () => [403, 'AccessDenied']
  expect(await notify([hub.url])).toEqual([{ hub: hub.url, documents: 0, failure: expect.any(String) }])
})

/** A bucket with two feeds, and a function that notifies hubs. */
async function published() {
  const double = await startS3Double()
  const store = createS3Store(await double.open(), { pid: 1, leaseMs: 2000 })
  const { inTurn = expect.unreachable() } = store
  const { files } = generationOf({ 'feeds/a.xml': 'one', 'feeds/b.xml': 'one' })
  await store.stage(undefined, []).commit({
    ...{ version: 2, feeds: {}, articles: {}, moved: {}, retired: [] },
    files: [...files.values()].map(({ read: _, readRanges: __, ...file }) => file),
  })
  const site = { publicUrl: 'https://feeds.example', now: () => new Date() }
  const notify = (hubs: string[], followedMs = 1) =>
    notifyOnce({ ...site, store: { ...store, inTurn }, hubs, followedMs })
  return { double, notify }
}
