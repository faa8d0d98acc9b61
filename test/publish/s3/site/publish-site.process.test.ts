import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generate } from '../../../../src/build/pipeline.ts'
import { parseConfig } from '../../../../src/config.ts'
import { createFileSystemStore } from '../../../../src/publish/file-system/file-system-store.ts'
import type { Bucket } from '../../../../src/publish/s3/bucket.ts'
import { rememberProbe } from '../../../../src/publish/s3/probe-once.ts'
import { createS3Store } from '../../../../src/publish/s3/s3-store.ts'
import { linkPost, linkPosts } from '../../../support/articles.ts'
import { readTree } from '../../../support/check-publication.ts'
import { later } from '../../../support/clock.ts'
import { type S3Double, startS3Double } from '../../../support/s3-double.ts'
import { temporaryFolder, writeFile } from '../../../support/temporary-folder.ts'

const HOSTED = `---\ntitle: Written here\npublishedDateTime: 2026-01-03T00:00:00Z\ntopics: [AI]\n---\nText.\n`

describe('a static site in a bucket', () => {
  it('has all documents that out/current has, byte for byte', async () => {
    const { double, publish, expectSite } = await start()
    await publish()
    await expectSite()
    expect(siteOf(double).size).toBeGreaterThan(30)
  })

  it('has the headers that the server sends with each', async () => {
    const { double, publish } = await start()
    await publish()
    const headersOf = (path: string | RegExp) => {
      const found = [...siteOf(double).keys()].find((key) => (typeof path === 'string' ? key === path : path.test(key)))
      return double.read(`site/${found}`)?.headers
    }
    const current = 'public, max-age=900, stale-while-revalidate=900, stale-if-error=86400'
    const feed = { 'content-type': 'application/rss+xml; charset=utf-8', 'cache-control': current }
    expect(headersOf('feeds/ai.xml')).toEqual(feed)
    expect(headersOf('feeds/ai.json')).toEqual({ ...feed, 'content-type': 'application/feed+json; charset=utf-8' })
    expect(headersOf('index.html')).toEqual({ ...feed, 'content-type': 'text/html; charset=utf-8' })
    expect(headersOf(/^feeds\/ai\/archive\/.*\.xml$/)).toEqual({
      ...feed,
      'cache-control': 'public, max-age=86400, stale-while-revalidate=86400, stale-if-error=604800',
    })
    expect(headersOf(/\.[0-9a-f]{8,}\.css$/)).toEqual({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
  })

  it('is written only where it changed: documents, then index pages; and lists that for a CDN', async () => {
    const { double, publish, expectSite, contentDir } = await start()
    await publish()
    double.requests.length = 0
    writeFile(join(contentDir, 'new.md'), linkPost({ title: 'New', topics: ['Cooking'] }))
    await publish()
    await expectSite()
    const written = writtenPaths(double)
    expect(written).toContain('feeds/cooking.xml')
    expect(written).not.toContain('feeds/ai.xml')
    expect(written.indexOf('index.html')).toBeGreaterThan(written.indexOf('feeds/cooking.xml'))
    const { CallerReference, Paths } = JSON.parse(String(double.read('invalidation.json')?.body))
    expect(CallerReference).toMatch(/^[0-9a-f-]{36}$/)
    expect(Paths.Items).toEqual(expect.arrayContaining(['/feeds/cooking.xml', '/', '/index.html']))
    expect(Paths.Quantity).toBe(Paths.Items.length)
    double.requests.length = 0
    await publish()
    expect(writtenPaths(double)).toEqual([])
  })

  it('leads from the page of a renamed topic to its new one, and loses an emptied one last', async () => {
    const { double, publish, expectSite, contentDir } = await start()
    writeFile(join(contentDir, 'old.md'), linkPost({ title: 'Old', originalUrl: 'https://e.org/1', topics: ['Old'] }))
    await publish()
    expect(double.read('site/feeds/old.xml')).toBeDefined()
    double.requests.length = 0
    writeFile(join(contentDir, 'old.md'), linkPost({ title: 'Old', originalUrl: 'https://e.org/1', topics: ['New'] }))
    writeFile(join(contentDir, 'topics/new.yaml'), 'name: New\nformerIds: [old]\n')
    await publish({ force: true })
    await expectSite()
    expect(double.read('site/feeds/old.xml')).toBeUndefined()
    expect(String(double.read('site/topics/old/index.html')?.body)).toContain('url=/topics/new/')
    const lines = double.requests.map(({ line }) => line).filter((line) => line.includes('/site/site/'))
    const firstRemoval = lines.findIndex((line) => line.startsWith('DELETE'))
    expect(lines.slice(firstRemoval).filter((line) => line.startsWith('PUT'))).toEqual([])
    const { Paths } = JSON.parse(String(double.read('invalidation.json')?.body))
    expect(Paths.Items).toContain('/feeds/old.xml')
  })

  it('is completed by any publisher when one fails after it has published, which its report says', async () => {
    const { double, publish, expectSite, contentDir } = await start()
    await publish()
    writeFile(join(contentDir, 'new.md'), linkPost({ title: 'New' }))
    double.intercept = ({ url = '' }) => (url.includes('/site/site/feeds/all.xml') ? [403, 'AccessDenied'] : undefined)
    expect(await publish()).toMatchObject({
      generation: 2,
      changed: expect.arrayContaining(['feeds/all.xml']),
      unfinished: [
        'the static site is not up to date, and the next run completes it: "s3://feeds/site": site/feeds/all.xml cannot be written: access is denied',
      ],
    })
    double.intercept = () => undefined
    const { generation, recovered, unfinished } = await publish({ outDir: temporaryFolder() })
    expect({ generation, recovered, unfinished }).toEqual({
      generation: undefined,
      recovered: ['static site that another publisher left unfinished'],
      unfinished: [],
    })
    await expectSite()
    expect((await publish()).recovered).toEqual([])
  })

  it('is completed, too, when the first publication of it fails', async () => {
    const { double, publish, expectSite } = await start()
    double.intercept = ({ url = '' }) => (url.includes('/site/site/index.html') ? [403, 'AccessDenied'] : undefined)
    expect((await publish()).unfinished).toEqual([expect.stringContaining('access is denied')])
    double.intercept = () => undefined
    expect((await publish()).recovered).toEqual(['static site that another publisher left unfinished'])
    await expectSite()
  })

  it('shows the newest publication though a publisher that was suspended goes on with an older one', async () => {
    const { double, publish, expectSite, contentDir } = await start()
    await publish()
    writeFile(join(contentDir, 'new.md'), linkPost({ title: 'Older' }))
    let overtaken = false
    const suspend = async (to: string): Promise<void> => {
      if (overtaken || to !== 'site/feeds/ai.xml') return
      overtaken = true
      writeFile(join(contentDir, 'new.md'), linkPost({ title: 'Newer' }))
      await publish({ outDir: temporaryFolder(), leaseMs: 200 })
    }
    const slow = (bucket: Bucket): Bucket => ({
      ...bucket,
      copy: async (from, to, headers) => {
        await suspend(to)
        await bucket.copy(from, to, headers)
      },
    })
    // It does not renew its lease, as it is suspended.
    await publish({ leaseMs: 600_000, through: slow })
    expect(overtaken).toBe(true)
    await expectSite()
    expect(String(double.read('site/feeds/ai.xml')?.body)).toContain('Newer')
  })

  it('is written again when the headers change, without what others left there', async () => {
    const { double, publish, expectSite } = await start()
    await publish()
    await (await double.open()).put('site/left-over.html', Buffer.from('x'), { contentType: 'a/b', cacheControl: 'c' })
    const env = { REGENERATE_CRON: '*/5 * * * *' }
    await publish({ env })
    await expectSite(env)
    expect(double.read('site/feeds/ai.xml')?.headers['cache-control']).toContain('max-age=300,')
  })
})

it('a static site is refused where a service does not honour If-Match', async () => {
  const { double, publish } = await start()
  await rememberProbe(await double.open(), { etagForm: undefined })
  const { unfinished } = await publish()
  expect(unfinished).toEqual([
    'the static site is not up to date, and the next run completes it: "s3://feeds/site" does not honour If-Match, so publishers could mix static sites',
  ])
  expect(siteOf(double).size).toBe(0)
})

interface PublishOptions {
  outDir?: string
  force?: boolean
  leaseMs?: number
  env?: Record<string, string>
  through?: (bucket: Bucket) => Bucket
}

/** A corpus, and publishers of it to a bucket. */
async function start() {
  const double = await startS3Double()
  await rememberProbe(await double.open(), { etagForm: 'quoted' })
  const contentDir = temporaryFolder({ ...linkPosts(8), 'hosted.md': HOSTED })
  const folder = temporaryFolder()
  const configOf = (outDir: string, env: Record<string, string> = {}) =>
    parseConfig({ CONTENT_DIR: contentDir, OUT_DIR: outDir, FEED_ITEMS: '2', ARCHIVE_ITEMS: '2', ...env })
  const publish = async ({
    outDir = folder,
    force,
    leaseMs,
    env,
    through = (bucket) => bucket,
  }: PublishOptions = {}) => {
    const options = { pid: 1, layout: 'site', ...(leaseMs && { leaseMs }) } as const
    const store = createS3Store(through(await double.open()), options)
    return generate(configOf(outDir, env), { store, now: later, ...(force && { force }) })
  }
  /** Publishes the same to a folder, and compares. */
  const expectSite = async (env?: Record<string, string>): Promise<void> => {
    const outDir = temporaryFolder()
    await generate(configOf(outDir, env), { store: createFileSystemStore(outDir, { pid: 1, now: later }), now: later })
    const tree = readTree(join(outDir, 'generations/000001'))
    const uncompressed = [...tree].filter(([path]) => !/\.(gz|br)$/.test(path))
    expect(new Map(siteOf(double))).toEqual(new Map(uncompressed.map(([path, body]) => [path, String(body)])))
  }
  return { double, publish, expectSite, contentDir }
}

function siteOf(double: S3Double): ReadonlyMap<string, string> {
  const paths = double.keys().flatMap((key) => /^site\/(.*)$/.exec(key)?.[1] ?? [])
  return new Map(paths.map((path) => [path, String(double.read(`site/${path}`)?.body)]))
}

function writtenPaths({ requests }: S3Double): string[] {
  return requests.flatMap(({ line }) => /^PUT \/feeds\/site\/site\/(.*)$/.exec(line)?.[1] ?? [])
}
