import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linkPost, linkPosts } from '../support/articles.ts'
import { answersOf, follow, readiness, text } from '../support/bucket-server.ts'
import { cephPlace, hasCeph } from '../support/ceph/ceph.ts'
import { checkPublication } from '../support/check-publication.ts'
import { eventually, type RunningServer, runCommand } from '../support/command.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'
import { startUnreliableProxy } from '../support/unreliable-proxy.ts'

const PATHS = ['/', '/feeds/ai.xml', '/feeds/ai.atom', '/feeds/all.json', '/feeds.opml', '/about/json/', '/nothing']

describe.runIf(hasCeph)('servers with SERVE_FROM', () => {
  it('answer with the same bytes and headers, and follow when they are told to', async () => {
    const { place, publish } = await publisher()
    await publish()
    const env = { DELTA_FEEDS: 'true' }
    const servers = [await follow(place, env), await follow(place, env)] as const
    const before = await Promise.all(servers.map((server) => answersOf(server, PATHS)))
    expect(before[1]).toEqual(before[0])
    await publish('The newest')
    for (const { child } of servers) child.kill('SIGHUP')
    for (const server of servers) await eventually(async () => (await text(server)).includes('The newest') || undefined)
    const after = await Promise.all(servers.map((server) => answersOf(server, PATHS)))
    expect(after[1]).toEqual(after[0])
    expect(after[0]?.['/feeds/ai.xml']).not.toEqual(before[0]?.['/feeds/ai.xml'])
    expect(after[0]?.['/about/json/']).toEqual(before[0]?.['/about/json/'])
    const late = await follow(place, env)
    const { etag = '' } = before[0]?.['/feeds/ai.xml']?.headers ?? {}
    const deltaOf = (server: RunningServer) =>
      answersOf(server, ['/feeds/ai.xml'], { 'A-IM': 'feed', 'If-None-Match': etag })
    const delta = await deltaOf(servers[0])
    expect(delta['/feeds/ai.xml']?.status).toBe(226)
    await eventually(async () => (await deltaOf(late))['/feeds/ai.xml']?.status === 226 || undefined)
    for (const server of [servers[1], late]) expect(await deltaOf(server)).toEqual(delta)
    expect(await readiness(servers[0])).toEqual({ status: 'ready', generation: 2, age: expect.any(Number) })
  })

  it('go on from disk and start from disk while the bucket is away, say so, and catch up', async () => {
    const { place, publish } = await publisher()
    await publish()
    const proxy = await startUnreliableProxy(place.env.S3_ENDPOINT ?? '')
    const OUT_DIR = temporaryFolder()
    const first = await follow(place, { S3_ENDPOINT: proxy.url, OUT_DIR })
    proxy.fault = 'away'
    first.child.kill('SIGHUP')
    const degraded = { status: 'degraded', generation: 1, age: expect.any(Number) }
    await eventually(async () => (await readiness(first)).status === 'degraded' || undefined)
    expect(first.output()).toMatch(
      /"reason":"\\"s3:[^"]+\\": latest.json cannot be read: .*"age":\d+.*cannot follow the bucket, will retry; serving the copy in OUT_DIR/,
    )
    first.child.kill('SIGTERM')
    await first.ended
    const second = await follow(place, { S3_ENDPOINT: proxy.url, OUT_DIR })
    await eventually(async () => (await readiness(second)).status === 'degraded' || undefined)
    expect(await readiness(second)).toEqual(degraded)
    expect(await text(second)).toContain('<rss')
    await publish('While it was away')
    proxy.fault = 'none'
    second.child.kill('SIGHUP')
    await eventually(async () => (await text(second)).includes('While it was away') || undefined)
    await eventually(async () => (await readiness(second)).status === 'ready' || undefined)
    expect(second.output()).toContain('the bucket can be read again')
  })

  it('serve no torn document over a slow, a cutting and a corrupting network', async () => {
    const { place, publish } = await publisher()
    await publish()
    const proxy = await startUnreliableProxy(place.env.S3_ENDPOINT ?? '')
    const OUT_DIR = temporaryFolder()
    const server = await follow(place, { S3_ENDPOINT: proxy.url, OUT_DIR })
    for (const [index, fault] of (['slow', 'cutting', 'corrupting'] as const).entries()) {
      await publish(`Over a ${fault} network`)
      proxy.harmed = 0
      proxy.fault = fault
      server.child.kill('SIGHUP')
      const isNoticed = async () =>
        fault === 'slow' ? (await text(server)).includes('slow') : (await readiness(server)).status === 'degraded'
      await eventually(async () => (await isNoticed()) || undefined)
      checkPublication(OUT_DIR)
      expect(proxy.harmed > 0).toBe(fault !== 'slow')
      proxy.fault = 'none'
      server.child.kill('SIGHUP')
      await eventually(async () => (await text(server)).includes(`Over a ${fault} network`) || undefined)
      expect(checkPublication(OUT_DIR)).toBe(index + 2)
    }
  })
})

/** A publisher with some articles, enough for documents of several kilobytes. */
async function publisher() {
  const place = await cephPlace({ isProbed: true })
  const CONTENT_DIR = temporaryFolder(linkPosts(30))
  const env = { ...place.env, CONTENT_DIR, PUBLISH_TO: place.url }
  return {
    place,
    /** Publishes, with one more article if a title is given. */
    publish: async (title?: string): Promise<void> => {
      if (title !== undefined) writeFile(join(CONTENT_DIR, 'new.md'), linkPost({ title }))
      const { status, stderr } = await runCommand(['generate'], { ...env, OUT_DIR: temporaryFolder() })
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    },
  }
}
