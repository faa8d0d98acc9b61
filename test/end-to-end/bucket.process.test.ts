import { join } from 'node:path'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { describe, expect, it } from 'vitest'
import { createS3Store } from '../../src/publish/s3/s3-store.ts'
import { linkPost, linkPosts } from '../support/articles.ts'
import { cephPlace, hasCeph } from '../support/ceph/ceph.ts'
import { runCommand } from '../support/command.ts'
import { startHub } from '../support/hub.ts'
import { services, startS3Double } from '../support/s3-double.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

describe.runIf(hasCeph)('a command with PUBLISH_TO', () => {
  it('publishes to a bucket, from any machine, what has changed', async () => {
    const { env, url, open } = await cephPlace({ isProbed: true })
    const contentDir = temporaryFolder(linkPosts(3))
    const publish = async () => {
      const machine = { ...env, CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder(), PUBLISH_TO: url }
      const { status, stdout, stderr } = await runCommand(['generate'], machine)
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      return stdout
    }
    expect(await publish()).toContain(`published as generation 1 in ${url}`)
    expect(await publish()).toContain('Nothing changed')
    writeFile(join(contentDir, 'new.md'), linkPost({ title: 'A fourth' }))
    expect(await publish()).toContain('published as generation 2')
    const store = createS3Store(await open(), { pid: process.pid })
    const [revision = ''] = await store.listRevisions()
    const { files, articles } = await store.readManifest(revision)
    expect(Object.keys(articles)).toHaveLength(4)
    const feed = files.find(({ path }) => path === 'feeds/ai.xml')
    expect(String(feed && (await store.readDocument(revision, feed, 'identity')))).toContain('A fourth')
  })

  it('notifies hubs of what it publishes', async () => {
    const hub = await startHub()
    const { env } = await startS3Double()
    const folders = { CONTENT_DIR: temporaryFolder(linkPosts(1)), OUT_DIR: temporaryFolder() }
    const settings = { PUBLISH_TO: 's3://feeds/site', WEBSUB_HUBS: hub.url, PUBLIC_URL: 'https://feeds.example' }
    const { status, stdout, stderr } = await runCommand(['generate'], { ...env, ...folders, ...settings })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(`Hub ${hub.url} was notified of 6 documents`)
    expect(hub.pings).toContain('https://feeds.example/feeds/ai.xml')
    await hub.goDown()
    writeFile(join(folders.CONTENT_DIR, 'new.md'), linkPost({ title: 'New' }))
    const next = await runCommand(['generate', '--json'], { ...env, ...folders, ...settings })
    expect(next.status).toBe(0)
    expect(JSON.parse(next.stdout)).toMatchObject({ generation: 2 })
    expect(next.stderr).toMatch(
      /^feedmill: Hub .* was notified of 0 documents, and not of others: .*ECONNREFUSED.*\. The next/,
    )
  })

  it('also writes a static site with ?layout=site', async () => {
    const { env, url, prefix } = await cephPlace({ isProbed: true })
    const folders = { CONTENT_DIR: temporaryFolder(linkPosts(1)), OUT_DIR: temporaryFolder() }
    const { stdout, stderr } = await runCommand(['generate'], { ...env, ...folders, PUBLISH_TO: `${url}?layout=site` })
    expect(stderr).toBe('')
    expect(stdout).toContain('published as generation 1')
    const client = new S3Client({ endpoint: env.S3_ENDPOINT ?? '', region: 'us-east-1', forcePathStyle: true })
    const object = { Bucket: 'feeds', Key: `${prefix}site/feeds/ai.xml` }
    const { ContentType, ContentEncoding, CacheControl, Body } = await client.send(new GetObjectCommand(object))
    expect(ContentType).toBe('application/rss+xml; charset=utf-8')
    expect(ContentEncoding).toBeUndefined()
    expect(CacheControl).toBe('public, max-age=900, stale-while-revalidate=900, stale-if-error=86400')
    expect(await Body?.transformToString()).toContain('<title>Post ai-0</title>')
    client.destroy()
  })

  it('stores documents with their media type, coding and lifetime', async () => {
    const { env, open, read } = await startS3Double()
    const folders = { CONTENT_DIR: temporaryFolder(linkPosts(1)), OUT_DIR: temporaryFolder() }
    await runCommand(['generate'], { ...env, ...folders, PUBLISH_TO: 's3://feeds/site' })
    const store = createS3Store(await open(), { pid: 1 })
    const { files } = await store.readManifest((await store.readRevision()) ?? '')
    const feed = files.find(({ path }) => path === 'feeds/ai.xml')
    const cacheControl = { 'cache-control': 'public, max-age=31536000, immutable' }
    expect(read(`objects/${feed?.encodings.br?.sha256}`)?.headers).toEqual({
      'content-type': 'application/rss+xml; charset=utf-8',
      'content-encoding': 'br',
      ...cacheControl,
    })
    expect(read(`objects/${feed?.sha256}`)?.headers).toEqual({
      'content-type': 'application/rss+xml; charset=utf-8',
      ...cacheControl,
    })
  })
})

describe('feedmill check --store', () => {
  it.each([
    ['Cloudflare R2', 0, 'keeps publishers apart'],
    ['Oracle Cloud', 1, 'does not keep publishers apart'],
  ] as const)('on %s exits with %i', async (service, status, said) => {
    const { env } = await startS3Double(services[service])
    const ended = await runCommand(['check', '--store'], { ...env, PUBLISH_TO: 's3://feeds/site' })
    expect(ended.status).toBe(status)
    expect(ended.stdout + ended.stderr).toContain(said)
  })

  it('needs a bucket', async () => {
    const { status, stderr } = await runCommand(['check', '--store'], {})
    expect(status).toBe(2)
    expect(stderr).toContain('PUBLISH_TO is not set')
  })
})
