import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { linkPosts } from '../support/articles.ts'
import { startCaddy } from '../support/caddy.ts'
import { freePort, runCommand } from '../support/command.ts'
import { isInstalled } from '../support/programs.ts'
import { request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe.skipIf(!isInstalled('caddy'))('Caddy with the configuration in docs/operations.md', () => {
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
    const brotli = await request(`${url}/feeds/ai.atom`, { 'Accept-Encoding': 'gzip, br' })
    expect(brotliDecompressSync(brotli.body).toString()).toContain('Post ai-0')
    const again = { 'Accept-Encoding': 'gzip', 'If-None-Match': String(headers.etag) }
    expect((await request(`${url}/feeds/ai.xml`, again)).status).toBe(304)
    const later = { 'If-Modified-Since': new Date(Date.now() + 60_000).toUTCString() }
    expect((await request(`${url}/feeds/ai.xml`, later)).status).toBe(304)
  })

  it('serves published files with the right types, and former topics as redirects', async () => {
    const url = await serve()
    const answers = {
      '/feeds/ai.atom': [200, 'application/atom+xml; charset=utf-8'],
      '/feeds/ai.json': [200, 'application/feed+json; charset=utf-8'],
      '/feeds.opml': [200, 'text/x-opml; charset=utf-8'],
      '/': [200, 'text/html; charset=utf-8'],
      '/icon.png': [200, 'image/png'],
      '/topics/ml/': [200, 'text/html; charset=utf-8'],
      '/manifest.txt': [404, undefined],
    }
    const found = Object.keys(answers).map(async (path) => {
      const { status, headers } = await request(`${url}${path}`)
      return [path, [status, headers['content-type']]]
    })
    expect(Object.fromEntries(await Promise.all(found))).toEqual(answers)
    expect((await request(`${url}/topics/ml/`)).body.toString()).toContain('content="0; url=/topics/ai/"')
  })
})

/** Serves two articles with the configuration in docs/operations.md, on another port. */
async function serve(): Promise<string> {
  const files = { ...linkPosts(2), 'topics/ai.yaml': 'name: AI\nformerIds: [ml]' }
  const outDir = temporaryFolder()
  await runCommand(['generate'], { CONTENT_DIR: temporaryFolder(files), OUT_DIR: outDir })
  return startCaddy(outDir, await freePort())
}
