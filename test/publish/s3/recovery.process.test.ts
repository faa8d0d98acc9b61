import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generate } from '../../../src/build/pipeline.ts'
import { parseConfig } from '../../../src/config.ts'
import { variantsOf } from '../../../src/publish/manifest.ts'
import { openBucket } from '../../../src/publish/s3/bucket.ts'
import { keys, privateHeaders } from '../../../src/publish/s3/keys.ts'
import { createS3Store } from '../../../src/publish/s3/s3-store.ts'
import type { PublicationStore } from '../../../src/publish/store.ts'
import { linkPost, linkPosts } from '../../support/articles.ts'
import { type S3Double, startS3Double } from '../../support/s3-double.ts'
import { temporaryFolder, writeFile } from '../../support/temporary-folder.ts'
import { startUnreliableProxy } from '../../support/unreliable-proxy.ts'

const START = Date.parse('2026-03-01T00:00:00Z')

/** A publisher on a machine of its own. */
async function publisher(double: S3Double, contentDir: string, endpoint = double.endpoint) {
  const bucket = await openBucket({ bucket: 'feeds', prefix: 'site/', endpoint, forcePathStyle: true })
  const store = createS3Store(bucket, { pid: 1, leaseMs: 300 })
  const config = parseConfig({ CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder() })
  return { store, run: (time = START) => generate(config, { store, now: () => new Date(time) }) }
}

/** Leaves the lease as a publisher does that is killed at work. */
async function killWhileItHoldsTheLease({ open }: S3Double): Promise<void> {
  const lease = { id: 'killed', host: hostname(), pid: 1, renewals: 7 }
  await (await open()).put(keys.lease('publication'), Buffer.from(JSON.stringify(lease)), privateHeaders.json)
}

/** Reads and checks all documents, and returns a feed. */
async function readAll(store: PublicationStore): Promise<string> {
  const revision = (await store.readRevision()) ?? ''
  const { files } = await store.readManifest(revision)
  for (const file of files) for (const { coding } of variantsOf(file)) await store.readDocument(revision, file, coding)
  const feed = files.find(({ path }) => path === 'feeds/ai.xml')
  return feed ? String(await store.readDocument(revision, feed, 'identity')) : ''
}

describe('the next publisher', () => {
  it('takes over the lease of one that was killed, and publishes the articles that are due since', async () => {
    const double = await startS3Double()
    const due = linkPost({ title: 'Due', publishedDateTime: new Date(START + 3_600_000).toISOString() })
    const contentDir = temporaryFolder({ ...linkPosts(2), 'due.md': due })
    const { nextDue } = await (await publisher(double, contentDir)).run()
    expect(nextDue).toEqual(new Date(START + 3_600_000))
    await killWhileItHoldsTheLease(double)
    const next = await publisher(double, contentDir)
    expect(await next.run(START + 3_600_000)).toMatchObject({
      generation: 2,
      recovered: [`lease of ${hostname()}, which did not release it`],
    })
    expect(await readAll(next.store)).toContain('Due')
  })

  it.each([
    ['removed', undefined],
    ['altered', Buffer.from('by hand')],
  ])('publishes again what was %s by hand', async (_, bytes) => {
    const double = await startS3Double()
    const contentDir = temporaryFolder(linkPosts(2))
    const { store, run } = await publisher(double, contentDir)
    await run()
    const { files } = await store.readManifest((await store.readRevision()) ?? '')
    const key = keys.object(files.find(({ path }) => path === 'feeds/ai.xml')?.sha256 ?? '')
    const bucket = await double.open()
    if (bytes) await bucket.put(key, bytes, privateHeaders.json)
    else await bucket.remove(key)
    await expect(readAll(store)).rejects.toMatchObject({ code: 'publication-damaged' })
    const next = await publisher(double, contentDir)
    expect(await next.run()).toMatchObject({
      generation: 2,
      recovered: ['feeds/ai.xml was damaged or lost; published again'],
    })
    expect(await readAll(next.store)).toContain('<rss')
  })
})

describe('a part of the manifest that is lost', () => {
  it('is sent again by a publisher that runs, within a day', async () => {
    const double = await startS3Double()
    const { store, run } = await publisher(double, temporaryFolder(linkPosts(2)))
    await run()
    await run()
    const lost = await removePart(double)
    expect(await run()).toMatchObject({ recovered: [] })
    // As a day later.
    await (await double.open()).remove(keys.state('inspected'))
    expect(await run()).toMatchObject({ recovered: [`${lost} was damaged or lost; published again`] })
    expect(await readAll(store)).toContain('<rss')
    expect(double.keys()).toContain(lost)
  })

  it('stops others, which say what to do', async () => {
    const double = await startS3Double()
    const contentDir = temporaryFolder(linkPosts(2))
    await (await publisher(double, contentDir)).run()
    const lost = await removePart(double)
    await expect((await publisher(double, contentDir)).run()).rejects.toMatchObject({
      code: 'publication-damaged',
      message: `"${lost}" in "s3://feeds/site" cannot be read: it is lost`,
      hint: expect.stringContaining('run "feedmill generate --force" once'),
    })
  })
})

it('a damaged result of the probe is ignored', async () => {
  const double = await startS3Double()
  const contentDir = temporaryFolder(linkPosts(2))
  await (await publisher(double, contentDir)).run()
  const bucket = await double.open()
  const probed = double.keys().find((key) => key.startsWith('state/probed-')) ?? ''
  await bucket.put(probed, Buffer.from('{'), privateHeaders.json)
  expect(await (await publisher(double, contentDir)).run()).toMatchObject({ changed: [] })
})

it('a dry run writes nothing', async () => {
  const double = await startS3Double()
  const contentDir = temporaryFolder(linkPosts(2))
  const { store, run } = await publisher(double, contentDir)
  await run()
  await run()
  await (await double.open()).remove(keys.state('inspected'))
  double.requests.length = 0
  const config = parseConfig({ CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder() })
  await generate(config, { store, now: () => new Date(START), dryRun: true })
  expect(double.requests.filter(({ line }) => !line.startsWith('GET'))).toEqual([])
})

/** Removes a part of the manifest. @returns its key */
async function removePart(double: S3Double): Promise<string> {
  const bucket = await double.open()
  const { manifest } = JSON.parse(String(double.read('latest.json')?.body))
  const part = double.keys().find((key) => key.startsWith('manifests/') && key !== keys.manifest(manifest)) ?? ''
  await bucket.remove(part)
  return part
}

it.each(['slow', 'cutting', 'corrupting'] as const)(
  'a publisher behind a %s network publishes all or nothing, with one clear message',
  async (fault) => {
    const double = await startS3Double()
    const proxy = await startUnreliableProxy(double.endpoint)
    const contentDir = temporaryFolder(linkPosts(30))
    const direct = await publisher(double, contentDir)
    await direct.run()
    writeFile(join(contentDir, 'new.md'), linkPost({ title: 'The newest' }))
    proxy.fault = fault
    const behind = await publisher(double, contentDir, proxy.url)
    const outcome = await behind.run().then(
      ({ generation }) => generation,
      (error: Error) => error.message,
    )
    expect(proxy.harmed > 0).toBe(fault !== 'slow')
    const isPublished = (await readAll(direct.store)).includes('The newest')
    if (isPublished) expect(outcome).toBe(2)
    else
      expect(outcome).toMatch(
        /^"[^"]+"(: [\w/.-]+ cannot be (read|written|listed)| in "s3:[^"]+" cannot be (served|read)): /,
      )
    proxy.fault = 'none'
    await behind.run()
    expect(await readAll(direct.store)).toContain('The newest')
  },
)
