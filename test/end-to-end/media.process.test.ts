import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventually, runCommand, startServer } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const post = (title: string, body: string) => `---\ntitle: ${title}\npublishedDateTime: 2026-01-01\n---\n${body}\n`

const FILES = {
  '2026/review/index.md': post(
    'Review',
    '![Chart](chart.png) See [the sum](../sum.md#total) and [more](../../more.pdf).',
  ),
  '2026/review/chart.png': 'chart',
  '2026/sum.md': post('Sum', '![None](none.png)'),
  'more.pdf': 'pdf',
}

describe('the files beside hosted articles', () => {
  it('are served under names of their own, for ever', async () => {
    const contentDir = temporaryFolder(FILES)
    const env = { CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder(), PUBLIC_URL: 'http://feeds.example' }
    const server = await startServer({ ...env, WATCH: 'true' })
    const get = (path: string) => fetch(server.url + path)
    const review = async () => {
      const feed = (await (await get('/feeds/all.json')).json()) as { items: { title: string; content_html: string }[] }
      return feed.items.find(({ title }) => title === 'Review')?.content_html ?? ''
    }
    const picture = (html: string) => /src="http:\/\/feeds\.example(\/files\/[0-9a-f]{32}\.png)"/.exec(html)?.[1] ?? ''

    await eventually(async () => (await get('/readyz')).ok)
    const content = await review()
    expect(content).toContain('<a href="http://feeds.example/articles/sum/#total">the sum</a>')
    const first = picture(content)
    const response = await get(first)
    expect(await response.text()).toBe('chart')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'self'; sandbox",
    })
    const document = await get(/http:\/\/feeds\.example(\/files\/\w+\.pdf)/.exec(content)?.[1] ?? '')
    expect(document.headers.get('content-type')).toBe('application/pdf')

    writeFileSync(join(contentDir, '2026/review/chart.png'), 'another')
    const second = await eventually(async () => {
      const changed = picture(await review())
      return changed === first ? undefined : changed
    })
    expect(await (await get(second)).text()).toBe('another')
    expect(await (await get(first)).text()).toBe('chart')

    renameSync(join(contentDir, '2026/sum.md'), join(contentDir, '2026/total.md'))
    await eventually(async () => (await review()).includes('See <a>the sum</a>'))
    rmSync(join(contentDir, '2026/review/chart.png'))
    await eventually(async () => (await review()).startsWith('<p>Chart See'))
    server.child.kill()
    await server.ended

    const again = await startServer(env)
    await eventually(async () => (await fetch(`${again.url}/readyz`)).ok)
    expect(await (await fetch(again.url + first)).text()).toBe('chart')
  })

  it('are reported with the line if they are missing', async () => {
    const env = { CONTENT_DIR: temporaryFolder(FILES), OUT_DIR: temporaryFolder() }
    const { stdout, status } = await runCommand(['check'], env)
    expect(status).toBe(0)
    expect(stdout).toContain('sum.md:5 names "none.png", which is no file that can be published')
  })

  it('need no article to change', async () => {
    const contentDir = temporaryFolder(FILES)
    const env = { CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder() }
    await runCommand(['generate'], env)
    expect((await runCommand(['generate'], env)).stdout).toContain('Nothing changed')
    writeFileSync(join(contentDir, '2026/review/chart.png'), 'changed')
    expect((await runCommand(['generate'], env)).stdout).toContain('Feeds changed: all')
  })
})
