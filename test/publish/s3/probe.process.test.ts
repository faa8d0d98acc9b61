import { describe, expect, it } from 'vitest'
import { probeBucket } from '../../../src/publish/s3/probe.ts'
import { createS3Store } from '../../../src/publish/s3/s3-store.ts'
import { cephPlace, hasCeph } from '../../support/ceph/ceph.ts'
import { services, startS3Double } from '../../support/s3-double.ts'

describe('the probe of a bucket', () => {
  it.each([
    ['AWS S3', 'quoted'],
    ['Cloudflare R2', 'quoted'],
    ['Azure Blob Storage through a gateway', 'quoted'],
    ['Tigris', 'quoted'],
    ['OVHcloud', 'quoted'],
    ['Scaleway', 'quoted'],
    ['Exoscale', 'quoted'],
    ['Ceph 16', 'unquoted'],
  ] as const)('accepts %s, whose If-Match takes an ETag that is %s', async (service, etagForm) => {
    const { open } = await startS3Double(services[service])
    expect(await probeBucket(await open())).toEqual({ etagForm })
  })

  it.each([
    [
      'Garage',
      /^"s3:\/\/feeds\/site" does not keep publishers apart: [2-8] of 9 writers of one object were told that they had created it$/,
    ],
    [
      'Backblaze B2',
      '"s3://feeds/site" does not keep publishers apart: it answers 501 (NotImplemented) to "If-None-Match: *"',
    ],
    [
      'Oracle Cloud',
      '"s3://feeds/site" does not keep publishers apart: an object was overwritten in spite of "If-None-Match: *", and 9 of 9 writers of one object were told that they had created it',
    ],
  ] as const)('refuses %s, and says what was seen', async (service, message) => {
    const { open } = await startS3Double(services[service])
    await expect(probeBucket(await open())).rejects.toMatchObject({
      code: 'bucket-unsafe',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
      hint: 'Use a service that honours "If-None-Match: *" (docs/bucket.md names some), or publish to a folder.',
    })
  })

  it('refuses a service that keeps the bytes of a writer that lost', async () => {
    const { open } = await startS3Double({ create: 'mixed', match: 'quoted' })
    await expect(probeBucket(await open())).rejects.toThrow('holds the bytes of a writer that was told that another')
  })

  it('accepts a service without If-Match, which only saves work', async () => {
    const { open } = await startS3Double({ create: 'honoured', match: 'ignored' })
    expect(await probeBucket(await open())).toEqual({ etagForm: undefined })
  })

  it('comes before the first publication, once for all publishers', async () => {
    const { open, requests } = await startS3Double()
    const publishers = [createS3Store(await open(), { pid: 1 }), createS3Store(await open(), { pid: 2 })]
    for (const publisher of publishers) await publisher.exclusively(async () => undefined)
    const probes = new Set(requests.flatMap(({ line }) => /^PUT .*\/(probe-.*)$/.exec(line)?.[1] ?? []))
    expect(probes.size).toBe(5)
  })

  it('keeps anything from being written to a bucket that is not safe', async () => {
    const { open, requests } = await startS3Double(services['Oracle Cloud'])
    const store = createS3Store(await open(), { pid: 1 })
    const staging = store.stage(undefined, ['a'])
    const unsafe = { code: 'bucket-unsafe' }
    await expect(
      staging.put({ path: 'a', mediaType: 'text/plain' }, { identity: Buffer.from('a') }),
    ).rejects.toMatchObject(unsafe)
    await expect(store.exclusively(async () => undefined)).rejects.toMatchObject(unsafe)
    expect(requests.filter(({ line }) => line.startsWith('PUT') && !line.includes('/probe-'))).toEqual([])
  })

  it.runIf(hasCeph)('accepts a real Ceph', async () => {
    const { open } = await cephPlace()
    expect(await probeBucket(await open())).toEqual({ etagForm: 'unquoted' })
  })
})
