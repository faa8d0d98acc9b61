import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { createS3Store } from '../../src/publish/s3/s3-store.ts'
import { startHubNotifier } from '../../src/websub/hub-notifier.ts'
import { eventually } from '../support/command.ts'
import { generationOf } from '../support/generation.ts'
import { startHub } from '../support/hub.ts'
import { startS3Double } from '../support/s3-double.ts'

it('a hub is notified once by several publishers, also of what another one has published', async () => {
  const hub = await startHub()
  const { open } = await startS3Double()
  const generation = generationOf({ 'feeds/a.xml': 'one', 'feeds/b.xml': 'one' })
  const files = [...generation.files.values()].map(({ read: _, ...file }) => file)
  const stores = [
    createS3Store(await open(), { pid: 1, leaseMs: 2000 }),
    createS3Store(await open(), { pid: 2, leaseMs: 2000 }),
  ]
  const contents = { version: 2 as const, files, feeds: {}, articles: {}, moved: {}, retired: [] }
  // The one that published was killed before it could notify the hub.
  await createS3Store(await open(), { pid: 3 })
    .stage(undefined, [])
    .commit(contents)
  for (const store of stores) {
    const notifier = await startHubNotifier({
      ...{ store, hubs: [hub.url], publicUrl: 'https://feeds.example', now: () => new Date() },
      onPing: () => undefined,
      followedMs: 200,
    })
    onTestFinished(notifier.stop)
    notifier.notify(generation)
  }
  await eventually(async () => hub.pings.length > 0 || undefined)
  // The other one has its turn, and finds nothing to do.
  await wait(500)
  expect(hub.pings).toEqual(['https://feeds.example/feeds/a.xml', 'https://feeds.example/feeds/b.xml'])
})
