import { hash } from 'node:crypto'
import { expect, it } from 'vitest'
import { generate } from '../../../src/build/pipeline.ts'
import { parseConfig } from '../../../src/config.ts'
import { variantsOf } from '../../../src/publish/manifest.ts'
import type { Bucket } from '../../../src/publish/s3/bucket.ts'
import { createS3Store } from '../../../src/publish/s3/s3-store.ts'
import type { PublicationStore } from '../../../src/publish/store.ts'
import { linkPosts } from '../../support/articles.ts'
import { startS3Double } from '../../support/s3-double.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('pruning removes only objects that no kept generation names and that are older than a day', async () => {
  let time = Date.parse('2026-01-02T00:00:00Z')
  const { open, keys } = await startS3Double(undefined, () => new Date(time))
  const store = createS3Store(await open(), { pid: 1 })
  const publish = async (text: string) => {
    const sha256 = hash('sha256', text)
    const file = {
      path: 'a',
      mediaType: 'text/plain',
      lastModified: '2026-01-02T00:00:00Z',
      sha256,
      bytes: text.length,
    }
    const staging = store.stage(await store.readRevision(), ['a'])
    await staging.put(file, { identity: Buffer.from(text) })
    const contents = { files: [{ ...file, encodings: {} }], feeds: {}, articles: {}, moved: {}, retired: [] }
    await staging.commit({ version: 2, ...contents })
    return `objects/${sha256}`
  }
  const objects: string[] = []
  for (let turn = 0; turn < 12; turn++) objects.push(await publish(String(turn)))
  const bucket = await open()
  const headers = { contentType: 'text/plain', cacheControl: 'no-cache' }
  await bucket.put('objects/abandoned', Buffer.from('old'), headers)
  time += 25 * 3_600_000
  await bucket.put('objects/of-a-running-publisher', Buffer.from('new'), headers)
  expect(await createS3Store(await open(), { pid: 2 }).prune({ isThorough: true })).toEqual([])
  const left = keys()
    .filter((key) => key.startsWith('objects/'))
    .sort()
  expect(left).toEqual([...objects.slice(2), 'objects/of-a-running-publisher'].sort())
  // Each of the last 10 generations has an index and one part.
  expect(keys().filter((key) => key.startsWith('manifests/'))).toHaveLength(20)
})

it('publishers that race without a lease all succeed, and every generation is complete', async () => {
  const { open } = await startS3Double()
  const publishers = [3, 4, 5].map(async (count) => {
    const store = createS3Store(await open(), { pid: count })
    const unleased: PublicationStore = {
      ...store,
      exclusively: async (work) => ({ result: await work(), recovered: [], unfinished: [] }),
    }
    const config = parseConfig({ CONTENT_DIR: temporaryFolder(linkPosts(count)), OUT_DIR: temporaryFolder() })
    return generate(config, { store: unleased, now: () => new Date(Date.now() + 1000), force: true })
  })
  const reports = await Promise.all(publishers)
  const store = createS3Store(await open(), { pid: 1 })
  const revisions = await store.listRevisions()
  const manifests = await Promise.all(revisions.map((revision) => store.readManifest(revision)))
  const numbers = reports.map(({ generation }) => generation)
  expect(numbers.sort()).toEqual([1, 2, 3])
  expect(manifests.map(({ generation }) => generation)).toEqual([3, 2, 1])
  for (const [index, { files }] of manifests.entries()) {
    for (const file of files)
      for (const { coding } of variantsOf(file)) await store.readDocument(revisions[index] ?? '', file, coding)
  }
})

it('pruning keeps an object that was sent again after it was listed', async () => {
  const { open, keys } = await startS3Double()
  const bucket = await open()
  await bucket.put('objects/again', Buffer.from('text'), { contentType: 'text/plain', cacheControl: 'no-cache' })
  const listedEarlier: Bucket['list'] = async function* (prefix) {
    for await (const found of bucket.list(prefix)) yield { ...found, modified: new Date('2026-01-01') }
  }
  const store = createS3Store({ ...bucket, list: listedEarlier }, { pid: 1 })
  expect(await store.prune({ isThorough: true })).toEqual([])
  expect(keys()).toContain('objects/again')
})
