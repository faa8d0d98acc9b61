import { describe, expect, it } from 'vitest'
import { linkPosts } from '../support/articles.ts'
import { eventually, startServer } from '../support/command.ts'
import { request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('the status page', () => {
  it('shows runs, diagnostics and readers, and no addresses', async () => {
    const server = await serve({ STATUS_PAGE: 'true' })
    const feed = `${server.url}/feeds/ai.xml`
    await request(feed, { 'User-Agent': 'newsboat/2.21', 'X-Forwarded-For': '192.0.2.9' })
    await request(feed, { 'User-Agent': 'Feedly/1.0 (12 subscribers)' })
    const page = await eventually(async () => {
      const { headers, body } = await request(`${server.url}/status/`)
      const text = body.toString()
      return text.includes('Feedly') ? { headers, text } : undefined
    })
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'x-frame-options': 'DENY',
    })
    for (const part of ['newsboat', 'bad.md', 'front-matter-missing', 'published', '3 published, 1 skipped']) {
      expect(page.text).toContain(part)
    }
    expect(page.text).toContain('<strong>13</strong> now')
    expect(page.text).not.toContain('192.0.2.9')
    expect((await request(`${server.url}/status`)).headers.location).toBe('status/')
    for (const other of ['/STATUS/', '/Status', '/%73tatus/', '//status/']) {
      expect((await request(`${server.url}${other}`)).status).toBe(404)
    }
  })

  it('does not exist unless it is enabled', async () => {
    expect((await request(`${(await serve({})).url}/status/`)).status).toBe(404)
  })
})

async function serve(env: Record<string, string>) {
  const server = await startServer({
    CONTENT_DIR: temporaryFolder({ ...linkPosts(3), 'bad.md': 'no front matter' }),
    OUT_DIR: temporaryFolder(),
    REGENERATE_CRON: '0 0 1 1 *',
    ...env,
  })
  await eventually(() => server.output().includes('run finished') || undefined)
  return server
}
