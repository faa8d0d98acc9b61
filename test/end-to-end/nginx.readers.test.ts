import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { linkPost, linkPosts } from '../support/articles.ts'
import { eventually, freePort, runCommand, startServer } from '../support/command.ts'
import { startHub } from '../support/hub.ts'
import { nginxBlocks, startNginx } from '../support/nginx.ts'
import { isInstalled } from '../support/programs.ts'
import { request } from '../support/request.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

describe.skipIf(!isInstalled('nginx'))('nginx with the configuration in docs/operations.md', () => {
  it('serves feeds compressed, with the right headers, and answers 304', async () => {
    const url = await serve()
    const { status, headers, body } = await request(`${url}/feeds/ai.xml`, { 'Accept-Encoding': 'gzip' })
    expect(status).toBe(200)
    expect(gunzipSync(body).toString()).toContain('Post ai-0')
    expect(headers).toMatchObject({
      'content-type': 'application/rss+xml; charset=utf-8',
      'content-encoding': 'gzip',
      vary: 'Accept-Encoding',
      'cache-control': 'public, max-age=900, stale-while-revalidate=900, stale-if-error=86400',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'self'; sandbox",
    })
    const again = { 'Accept-Encoding': 'gzip', 'If-None-Match': String(headers.etag) }
    expect((await request(`${url}/feeds/ai.xml`, again)).status).toBe(304)
    const later = { 'If-Modified-Since': new Date(Date.now() + 60_000).toUTCString() }
    expect((await request(`${url}/feeds/ai.xml`, later)).status).toBe(304)
  })

  it('redirects to the same host, whatever name and port it has outside', async () => {
    const { status, headers } = await request(`${await serve()}/topics/ai`, { Host: 'feeds.example' })
    expect([status, headers.location]).toEqual([301, '/topics/ai/'])
  })

  it('serves published files with the right types, and nothing else', async () => {
    const url = await serve()
    const answers = {
      '/feeds/ai.atom': [200, 'application/atom+xml; charset=utf-8'],
      '/feeds/ai.json': [200, 'application/feed+json; charset=utf-8'],
      '/feeds.opml': [200, 'text/x-opml; charset=utf-8'],
      '/': [200, 'text/html; charset=utf-8'],
      '/icon.svg': [200, 'image/svg+xml'],
      '/icon.png': [200, 'image/png'],
      '/favicon.ico': [200, 'image/x-icon'],
      '/topics/ai/': [200, 'text/html; charset=utf-8'],
      '/feeds/nothing.xml': [404, 'text/html; charset=utf-8'],
      '/manifest.json': [404, 'text/html; charset=utf-8'],
    }
    const found = Object.keys(answers).map(async (path) => {
      const { status, headers } = await request(`${url}${path}`)
      return [path, [status, headers['content-type']]]
    })
    expect(Object.fromEntries(await Promise.all(found))).toEqual(answers)
  })
})

describe.skipIf(!isInstalled('nginx'))('nginx in front of a server whose PUBLIC_URL has a path', () => {
  const [, ...locations] = nginxBlocks()

  it.each(locations)('serves the URLs in pages and feeds: %s', async (location) => {
    const server = await startServer({
      CONTENT_DIR: temporaryFolder(linkPosts(2)),
      OUT_DIR: temporaryFolder(),
      PUBLIC_URL: 'https://feeds.example/news',
    })
    const url = await startNginx(`server { listen 80; ${location.replace('http://127.0.0.1:3000', server.url)} }`)
    await eventually(async () => (await fetch(`${url}/news/readyz`)).ok)
    const home = await (await fetch(`${url}/news/`)).text()
    const links = [...home.matchAll(/(?:href|src)="(?:https:\/\/feeds\.example)?(\/[^"]*)"/g)].map(([, link]) => link)
    expect(links).toContain('/news/feeds/ai.xml')
    for (const link of links) expect([link, (await fetch(`${url}${link}`)).status]).toEqual([link, 200])
    expect((await fetch(`${url}/news/topics/ai`)).url).toBe(`${url}/news/topics/ai/`)
  })

  it('has both configurations in docs/operations.md', () => {
    expect(locations).toHaveLength(2)
  })
})

describe.skipIf(!isInstalled('nginx'))('nginx as a shared cache', () => {
  it('gives a hub the new version of a feed as soon as the hub is notified', async () => {
    const hub = await startHub({ verify: true })
    const port = await freePort()
    const publicUrl = `http://127.0.0.1:${port}`
    const contentDir = temporaryFolder(linkPosts(2))
    const server = await startServer({
      CONTENT_DIR: contentDir,
      OUT_DIR: temporaryFolder(),
      PUBLIC_URL: publicUrl,
      WEBSUB_HUBS: hub.url,
    })
    const cache = `proxy_cache_path ${temporaryFolder()} keys_zone=feeds:1m;`
    const proxy = `proxy_cache feeds; proxy_cache_use_stale updating error; proxy_pass ${server.url};`
    await startNginx(`${cache} server { listen 80; location / { ${proxy} } }`, port)
    const feed = `${publicUrl}/feeds/ai.xml`
    await eventually(async () => (await fetch(feed)).ok)
    expect(await (await fetch(feed)).text()).not.toContain('News')
    writeFile(join(contentDir, 'news.md'), linkPost({ title: 'News', originalUrl: 'https://example.org/news' }))
    server.child.kill('SIGHUP')
    await eventually(() => hub.seen.get(feed)?.includes('News'))
  })
})

async function serve(): Promise<string> {
  const outDir = temporaryFolder()
  await runCommand(['generate'], { CONTENT_DIR: temporaryFolder(linkPosts(2)), OUT_DIR: outDir })
  const [server = ''] = nginxBlocks()
  return startNginx(server.replace('/srv/feedmill/out', outDir))
}
