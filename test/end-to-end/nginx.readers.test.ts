import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { linkPosts } from '../support/articles.ts'
import { eventually, freePort, runCommand } from '../support/command.ts'
import { isInstalled } from '../support/programs.ts'
import { request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe.skipIf(!isInstalled('nginx'))('nginx, as the README sets it up, serves what is published', () => {
  it('with the right types and headers, compressed, and 304 to who has it', async () => {
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
  })

  it('under the right types, and nothing else', async () => {
    const url = await serve()
    const answers = {
      '/feeds/ai.atom': [200, 'application/atom+xml; charset=utf-8'],
      '/feeds/ai.json': [200, 'application/feed+json; charset=utf-8'],
      '/feeds.opml': [200, 'text/x-opml; charset=utf-8'],
      '/': [200, 'text/html; charset=utf-8'],
      '/icon.svg': [200, 'image/svg+xml'],
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

async function serve(): Promise<string> {
  const folder = temporaryFolder()
  const outDir = join(folder, 'out')
  await runCommand(['generate'], { CONTENT_DIR: temporaryFolder(linkPosts(2)), OUT_DIR: outDir })
  const port = await freePort()
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const server = (/```nginx\n([\s\S]*?)```/.exec(readme)?.[1] ?? '')
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('/srv/feedmill/out', outDir)
  const config = join(folder, 'nginx.conf')
  const global = `daemon off; master_process off; pid ${folder}/pid; error_log stderr crit; events {}`
  writeFileSync(config, `${global}\nhttp { access_log off;\n${server}\n}\n`)
  const nginx = spawn('nginx', ['-c', config], { stdio: 'inherit' })
  onTestFinished(async () => {
    nginx.kill()
    await once(nginx, 'close')
  })
  const url = `http://127.0.0.1:${port}`
  await eventually(() => fetch(url).catch(() => undefined))
  return url
}
