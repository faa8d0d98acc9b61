import { expect, it } from 'vitest'
import { openManifests } from '../../../src/publish/s3/manifests.ts'
import { manifestOf } from '../../support/manifest.ts'
import { startS3Double } from '../../support/s3-double.ts'

it('a save sends and a server reads only the parts that changed', async () => {
  const double = await startS3Double()
  const publisher = openManifests(await double.open())
  const server = openManifests(await double.open())
  const first = await publisher.write(manifestOf(5000), undefined)
  expect(await server.read(first)).toEqual(manifestOf(5000))
  const all = double.requests.filter(({ line }) => line.startsWith('PUT')).length
  expect(all).toBeGreaterThan(50)
  double.requests.length = 0
  const changed = {
    ...manifestOf(5000),
    generation: 8,
    articles: { ...manifestOf(5000).articles, 'new.md': { id: 'new' } },
  }
  const second = await publisher.write(changed, first)
  expect(double.requests.map(({ line }) => line.slice(0, 4))).toEqual(['PUT ', 'PUT '])
  expect(await server.read(second)).toEqual(changed)
  expect(double.requests.map(({ line }) => line.slice(0, 4))).toEqual(['PUT ', 'PUT ', 'GET ', 'GET '])
})

it('sends all parts where the base may be damaged', async () => {
  const double = await startS3Double()
  const publisher = openManifests(await double.open())
  await publisher.write(manifestOf(1000), undefined)
  const all = double.requests.length
  await publisher.write(manifestOf(1000), undefined)
  expect(double.requests.length).toBe(2 * all)
})

it.each([
  ['lost', undefined, 'it is lost'],
  ['altered', Buffer.from('other'), 'incorrect header check'],
] as const)('a part that is %s makes the manifest damaged', async (_, body, reason) => {
  const double = await startS3Double()
  const bucket = await double.open()
  const manifest = await openManifests(bucket).write(manifestOf(3), undefined)
  const [part = ''] = double.keys().filter((key) => key.startsWith('manifests/') && !key.includes(manifest))
  if (body) await bucket.put(part, body, { contentType: 'application/gzip', cacheControl: 'no-cache' })
  else await bucket.remove(part)
  await expect(openManifests(bucket).read(manifest)).rejects.toMatchObject({
    code: 'publication-damaged',
    message: `"${part}" in "s3://feeds/site" cannot be read: ${reason}`,
  })
})
