import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linkPost } from '../support/articles.ts'
import { eventually, runCommand, startServer } from '../support/command.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

const NEVER = '0 0 1 1 *'

const post = (fields = '') => `---\ntitle: A day\npublishedDateTime: 2026-01-02\n${fields}---\nIt was a *good* day.\n`

const statusOf = async (url: string, method = 'GET') => {
  const { status, headers } = await fetch(url, { method, redirect: 'manual' })
  return [status, headers.get('location')]
}

describe('a renamed article', () => {
  it('is reported with the line that keeps its id, and its former URLs redirect to it', async () => {
    const contentDir = temporaryFolder({ 'old.md': post(), 'other.md': linkPost() })
    const env = { CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder(), REGENERATE_CRON: NEVER }
    await runCommand(['generate'], env)
    renameSync(join(contentDir, 'old.md'), join(contentDir, 'new.md'))
    const { stdout } = await runCommand(['check', '--json'], env)
    const line = 'id: "tag:feedmill.invalid,2026:old.md"'
    expect(JSON.parse(stdout).diagnostics).toMatchObject([
      { file: expect.stringMatching(/new\.md$/), rule: 'id-changed', message: expect.stringContaining(line) },
    ])

    writeFile(join(contentDir, 'new.md'), post(`${line}\naliases: [/2019/first/]\n`))
    const { url } = await startServer(env)
    await eventually(async () => (await fetch(`${url}/articles/new/`)).ok || undefined)
    for (const path of ['/articles/old/', '/articles/old', '/2019/first/', '/2019/first']) {
      expect(await statusOf(url + path)).toEqual([301, '/articles/new/'])
      expect(await statusOf(url + path, 'HEAD')).toEqual([301, '/articles/new/'])
    }
    const feed = await (await fetch(`${url}/feeds/all.xml`)).text()
    expect(feed).toContain('<guid isPermaLink="false">tag:feedmill.invalid,2026:old.md</guid>')
  })
})

describe('the feed of a topic', () => {
  it('is not taken over by another name, which stays a tag in all documents', async () => {
    const tagged = (name: string, topic: string) =>
      linkPost({ title: name, originalUrl: `https://example.org/${name}`, topics: [topic] })
    const contentDir = temporaryFolder({ 'a.md': tagged('Templates', 'C++') })
    const outDir = temporaryFolder()
    const env = { CONTENT_DIR: contentDir, OUT_DIR: outDir, REGENERATE_CRON: NEVER }
    await runCommand(['generate'], env)
    for (const name of ['Pointers', 'Arrays']) writeFile(join(contentDir, `${name}.md`), tagged(name, 'C'))
    const { url } = await startServer(env)
    const textOf = async (path: string) => (await fetch(url + path)).text()
    await eventually(async () => (await textOf('/feeds/all.xml')).includes('Pointers') || undefined)
    expect(await textOf('/feeds/c.xml')).toContain('<title>C++ – Feedmill</title>')
    expect(await textOf('/feeds/c.xml')).not.toContain('Pointers')
    const all = await textOf('/feeds/all.xml')
    expect(all).toContain(`<category domain="http://localhost:3000/topics/c/">C++</category>`)
    expect(all.match(/<category>C<\/category>/g)).toHaveLength(2)
    expect(await textOf('/feeds/all.atom')).toContain('<category term="C" label="C"/>')
    const json = JSON.parse(await textOf('/feeds/all.json')) as { items: { tags: string[] }[] }
    expect(json.items.map(({ tags }) => tags)).toEqual(expect.arrayContaining([['C++'], ['C'], ['C']]))
  })
})
