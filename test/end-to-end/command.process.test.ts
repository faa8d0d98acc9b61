import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linkPost, linkPosts } from '../support/articles.ts'
import { eventually, freePort, MAIN, runCommand, startServer } from '../support/command.ts'
import { startHub } from '../support/hub.ts'
import { isInstalled } from '../support/programs.ts'
import { currentManifest } from '../support/store.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

const NEVER = '0 0 1 1 *'

describe('feedmill start', () => {
  it('serves a new article after the next scheduled run', async () => {
    const contentDir = temporaryFolder(linkPosts(2))
    const server = await startServer({
      CONTENT_DIR: contentDir,
      OUT_DIR: temporaryFolder(),
      REGENERATE_CRON: '* * * * * *',
    })
    const before = await eventually(() => fetchText(`${server.url}/feeds/ai.xml`))
    expect(titles(before)).toEqual(['Post ai-0', 'Post ai-1'])

    writeFile(join(contentDir, 'new.md'), linkPost({ title: 'Just in', originalUrl: 'https://example.org/new' }))
    const after = await eventually(async () => {
      const text = await fetchText(`${server.url}/feeds/ai.xml`)
      return text?.includes('Just in') ? text : undefined
    })
    expect(titles(after)).toEqual(['Just in', 'Post ai-0', 'Post ai-1'])
  })

  it('answers 304 to a reader with a current copy, by ETag and by date', async () => {
    const server = await startServer({
      CONTENT_DIR: temporaryFolder(linkPosts(1)),
      OUT_DIR: temporaryFolder(),
      REGENERATE_CRON: NEVER,
    })
    const first = await eventually(async () => {
      const response = await fetch(`${server.url}/feeds/ai.atom`)
      return response.ok ? response : undefined
    })
    const { etag, lastModified } = { etag: first.headers.get('etag'), lastModified: first.headers.get('last-modified') }
    expect(first.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    expect(etag).toMatch(/^"[0-9a-f]{32}(.gz|.br)?"$/)
    expect(lastModified).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/)

    const byEtag = await fetch(`${server.url}/feeds/ai.atom`, { headers: { 'If-None-Match': String(etag) } })
    expect(byEtag.status).toBe(304)
    expect(byEtag.headers.get('etag')).toBe(etag)
    const byDate = await fetch(`${server.url}/feeds/ai.atom`, {
      headers: { 'If-Modified-Since': String(lastModified) },
    })
    expect(byDate.status).toBe(304)
  })

  it('notifies its hubs of changes once they can be fetched, and waits for none of them', async () => {
    const [hub, deaf] = [await startHub({ verify: true }), await startHub()]
    deaf.behaviour.delay = 60_000
    const contentDir = temporaryFolder(linkPosts(1))
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const server = await startServer({
      CONTENT_DIR: contentDir,
      OUT_DIR: temporaryFolder(),
      REGENERATE_CRON: NEVER,
      PORT: String(port),
      PUBLIC_URL: url,
      WEBSUB_HUBS: `${deaf.url}, ${hub.url}`,
    })
    await eventually(() => hub.pings.length === 6 || undefined)
    expect(hub.pings.sort()).toEqual(
      ['ai', 'all'].flatMap((id) => ['atom', 'json', 'xml'].map((extension) => `${url}/feeds/${id}.${extension}`)),
    )
    writeFile(join(contentDir, 'new.md'), linkPost({ title: 'Just in', originalUrl: 'https://example.org/new' }))
    server.child.kill('SIGHUP')
    await eventually(() => hub.pings.length === 12 || undefined)
    for (const text of hub.seen.values()) expect(text).toContain('Just in')
    const { headers } = await fetch(`${url}/feeds/ai.xml`)
    expect(headers.get('link')).toContain(`<${hub.url}>; rel="hub"`)
    server.child.kill('SIGTERM')
    expect((await server.ended).status).toBe(0)
    expect(deaf.pings).toEqual([])
  })

  it('notifies its hubs at startup of what another process published, once it can be fetched', async () => {
    const hub = await startHub({ verify: true })
    const port = await freePort()
    const env = {
      CONTENT_DIR: temporaryFolder(linkPosts(1)),
      OUT_DIR: temporaryFolder(),
      REGENERATE_CRON: NEVER,
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      WEBSUB_HUBS: hub.url,
    }
    await runCommand(['generate'], env)
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    expect((await runCommand(['start'], env)).status).toBe(2)
    other.close()
    await once(other, 'close')
    expect(hub.pings).toEqual([])
    await startServer(env)
    await eventually(() => hub.seen.size === 6 || undefined)
    for (const text of hub.seen.values()) expect(text).toContain('Post ai-0')
  })

  it('serves a generation published to an emptied folder, even with the same number', async () => {
    const contentDir = temporaryFolder(linkPosts(1))
    const outDir = temporaryFolder()
    const server = await startServer({ CONTENT_DIR: contentDir, OUT_DIR: outDir, REGENERATE_CRON: NEVER })
    const isServed = (title: string, path: string) =>
      eventually(async () => (await fetchText(`${server.url}${path}`))?.includes(title) || undefined)
    await isServed('Post ai-0', '/feeds/ai.xml')
    const replace = (title: string) => {
      rmSync(outDir, { recursive: true })
      writeFile(join(contentDir, 'new.md'), linkPost({ title, originalUrl: 'https://example.org/new' }))
    }
    replace('By this process')
    server.child.kill('SIGHUP')
    await isServed('By this process', '/feeds/ai.xml')
    await isServed('By this process', '/topics/ai/')
    replace('By another one')
    await runCommand(['generate'], { CONTENT_DIR: contentDir, OUT_DIR: outDir })
    expect(readlinkSync(join(outDir, 'current'))).toBe('generations/000001')
    await isServed('By another one', '/feeds/ai.xml')
    await isServed('By another one', '/topics/ai/')
  })

  it('regenerates on SIGHUP and exits with 0 on SIGTERM', async () => {
    const contentDir = temporaryFolder(linkPosts(1))
    const server = await startServer({ CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder(), REGENERATE_CRON: NEVER })
    await eventually(() => fetchText(`${server.url}/feeds/ai.xml`))
    writeFile(join(contentDir, 'new.md'), linkPost({ title: 'Just in', originalUrl: 'https://example.org/new' }))
    server.child.kill('SIGHUP')
    await eventually(async () => (await fetchText(`${server.url}/feeds/ai.xml`))?.includes('Just in') || undefined)

    server.child.kill('SIGTERM')
    const { status, stderr } = await server.ended
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(server.output()).toContain('"msg":"stopped"')
  })

  it('publishes a scheduled article when it is due, long before the next scheduled run', async () => {
    const due = new Date(Math.ceil(Date.now() / 1000) * 1000 + 4000)
    const contentDir = temporaryFolder({
      ...linkPosts(1),
      'due.md': linkPost({
        title: 'On time',
        originalUrl: 'https://example.org/due',
        publishedDateTime: due.toISOString(),
      }),
    })
    const server = await startServer({ CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder(), REGENERATE_CRON: NEVER })
    const before = await eventually(() => fetchText(`${server.url}/feeds/all.xml`))
    expect(titles(before)).toEqual(['Post ai-0'])
    await eventually(async () => (await fetchText(`${server.url}/feeds/all.xml`))?.includes('On time') || undefined)
    expect(Date.now()).toBeGreaterThanOrEqual(due.getTime())
  })

  it('exits with 0 for any number and order of signals', async () => {
    const env = { CONTENT_DIR: temporaryFolder(linkPosts(1)), OUT_DIR: temporaryFolder(), REGENERATE_CRON: NEVER }
    const server = await startServer(env)
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    socket.write('GET /feeds/ai.xml HTTP/1.1\r\n')
    await new Promise((resolve) => setTimeout(resolve, 100))
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGTERM'] as const) server.child.kill(signal)
    await new Promise((resolve) => setTimeout(resolve, 200))
    socket.destroy()
    expect((await server.ended).status).toBe(0)
  })

  it('keeps serving the last good generation if a run fails, and says why', async () => {
    const contentDir = temporaryFolder(linkPosts(1))
    const server = await startServer({ CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder(), REGENERATE_CRON: NEVER })
    const before = await eventually(() => fetchText(`${server.url}/feeds/ai.xml`))
    rmSync(join(contentDir, 'ai-0.md'))
    server.child.kill('SIGHUP')
    const readiness = await eventually(async () => {
      const response = await fetch(`${server.url}/readyz`)
      const body = (await response.json()) as { status: string }
      return body.status === 'degraded' ? { status: response.status, body } : undefined
    })
    expect(readiness).toEqual({
      status: 200,
      body: { status: 'degraded', generation: 1 },
    })
    expect(server.output()).toContain('"failure":"too many articles would be removed at once')
    expect(server.output()).toContain('run failed; what is published stays')
    expect(await fetchText(`${server.url}/feeds/ai.xml`)).toBe(before)
  })

  it('serves the published generation even if the articles are missing', async () => {
    const contentDir = temporaryFolder(linkPosts(3))
    const outDir = temporaryFolder()
    await runCommand(['generate'], { CONTENT_DIR: contentDir, OUT_DIR: outDir })
    rmSync(contentDir, { recursive: true })
    const server = await startServer({ CONTENT_DIR: contentDir, OUT_DIR: outDir, REGENERATE_CRON: NEVER })
    expect(titles((await fetchText(`${server.url}/feeds/ai.xml`)) ?? '')).toHaveLength(3)
  })

  it('says in one line that its port is in use', async () => {
    const env = { CONTENT_DIR: temporaryFolder(), OUT_DIR: temporaryFolder(), REGENERATE_CRON: NEVER }
    const server = await startServer(env)
    const { status, stderr } = await runCommand(['start'], { ...env, PORT: new URL(server.url).port })
    expect(status).toBe(2)
    expect(stderr).toMatch(
      /^feedmill: PORT \d+ on host 127\.0\.0\.1 cannot be used: .*EADDRINUSE.* \[port-unavailable\]\n.*\n$/,
    )
  })
})

describe('feedmill generate', () => {
  it('publishes once, and writes and renames nothing if nothing has changed', async () => {
    const outDir = temporaryFolder()
    const env = { CONTENT_DIR: temporaryFolder(linkPosts(2)), OUT_DIR: outDir }
    const first = await runCommand(['generate'], env)
    expect(first.status).toBe(0)
    expect(first.stdout).toContain('2 articles in 2 feeds')
    expect(first.stdout).toContain('Feeds changed: all, ai')
    const before = snapshot(outDir)
    const second = await runCommand(['generate'], env)
    expect(second.stdout).toContain('Nothing changed')
    expect(snapshot(outDir)).toEqual(before)
    expect(readlinkSync(join(outDir, 'current'))).toBe('generations/000001')
  })

  it('publishes valid articles, reports the invalid one, and fails only if strict', async () => {
    const contentDir = temporaryFolder({
      ...linkPosts(1),
      'bad.md': linkPost({ publishedDateTime: '2026-02-31' }),
    })
    const env = { CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder() }
    const { status, stdout } = await runCommand(['generate'], env)
    expect(status).toBe(0)
    expect((await runCommand(['generate', '--strict'], env)).status).toBe(1)
    expect(stdout).toContain('1 article in 2 feeds')
    expect(stdout).toContain(
      'date-impossible (1 error)\n' +
        '  Use a date and time that exist.\n' +
        `  ${contentDir.slice(1)}/bad.md:4 publishedDateTime "2026-02-31" does not exist\n`,
    )
  })

  it('refuses to empty the feeds if the articles are missing, unless forced', async () => {
    const contentDir = temporaryFolder(linkPosts(12))
    const env = { CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder() }
    await runCommand(['generate'], env)
    for (const name of readdirSync(contentDir)) rmSync(join(contentDir, name))
    const refused = await runCommand(['generate'], env)
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain(
      'too many articles would be removed at once: "all" from 12 to 0, "ai" from 12 to 0',
    )
    expect(readlinkSync(join(env.OUT_DIR, 'current'))).toBe('generations/000001')
    const forced = await runCommand(['generate', '--force'], env)
    expect(forced.stdout).toContain('0 articles in 1 feed')
    expect(readlinkSync(join(env.OUT_DIR, 'current'))).toBe('generations/000002')
  })

  it('still knows the published generation if its link is lost', async () => {
    const contentDir = temporaryFolder(linkPosts(3))
    const outDir = temporaryFolder()
    const generate = (content: string) => runCommand(['generate'], { CONTENT_DIR: content, OUT_DIR: outDir })
    await generate(contentDir)
    writeFile(join(contentDir, 'new.md'), linkPost({ title: 'Just in', originalUrl: 'https://example.org/new' }))
    await generate(contentDir)
    const manifest = () => currentManifest(outDir)
    const before = manifest()
    rmSync(join(outDir, 'current'))
    const emptied = await generate(temporaryFolder())
    expect([emptied.status, emptied.stderr]).toEqual([1, expect.stringContaining('"all" from 4 to 0')])
    expect(generationsIn(outDir)).toEqual(['000001', '000001.json', '000002', '000002.json'])
    expect((await generate(contentDir)).stdout).toContain(
      'Recovered: the current publication was damaged or lost; published again',
    )
    expect(manifest()).toEqual({ ...before, generation: 3 })
    expect(generationsIn(outDir)).toEqual(['000002', '000002.json', '000003', '000003.json'])
  })

  it('keeps the last two generations', async () => {
    const env = { CONTENT_DIR: temporaryFolder(linkPosts(1)), OUT_DIR: temporaryFolder() }
    for (const SITE_TITLE of ['One', 'Two', 'Three']) await runCommand(['generate'], { ...env, SITE_TITLE })
    expect(generationsIn(env.OUT_DIR)).toEqual(['000002', '000002.json', '000003', '000003.json'])
  })

  it('warns if the id of an article would change', async () => {
    const contentDir = temporaryFolder({ 'a.md': linkPost(), ...linkPosts(1) })
    const env = { CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder() }
    await runCommand(['generate'], env)
    writeFile(join(contentDir, 'a.md'), linkPost({ originalUrl: 'https://example.org/evening' }))
    const { status, stdout } = await runCommand(['generate'], env)
    expect(status).toBe(0)
    expect(stdout).toContain(
      'a.md id changes from https://example.org/morning to https://example.org/evening, ' +
        'so every subscriber would see the article again as new; to keep it, add this line to the front matter: ' +
        'id: "https://example.org/morning"\n',
    )
  })
})

describe('feedmill check', () => {
  it('reports every diagnostic, even if publication would be refused', async () => {
    const contentDir = temporaryFolder(linkPosts(4))
    const env = { CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder() }
    await runCommand(['generate'], env)
    for (const name of readdirSync(contentDir).slice(1)) writeFile(join(contentDir, name), '---\ntitle: "\n---\n')
    const { status, stdout } = await runCommand(['check'], env)
    expect(status).toBe(1)
    expect(stdout).toContain('front-matter-yaml (3 errors)\n')
    expect(stdout).toContain('Would be refused: too many articles would be removed at once: "all" from 4 to 1')
    const refused = await runCommand(['generate'], env)
    expect(refused.stderr).toContain('front-matter-yaml (3 errors)\n')
  })

  it('compares another folder with nothing, only CONTENT_DIR with what is published', async () => {
    const env = { CONTENT_DIR: temporaryFolder(linkPosts(4)), OUT_DIR: temporaryFolder() }
    await runCommand(['generate'], env)
    const other = await runCommand(['check', temporaryFolder(linkPosts(1, 'Maps'))], env)
    expect([other.status, other.stdout]).toEqual([0, expect.not.stringContaining('refused')])
    expect((await runCommand(['check', env.CONTENT_DIR], env)).stdout).toContain('\nNothing changed\n')
  })

  it('reports every diagnostic and writes nothing', async () => {
    const outDir = temporaryFolder()
    const env = { CONTENT_DIR: temporaryFolder({ 'bad.md': 'no front matter' }), OUT_DIR: outDir }
    const { status, stdout } = await runCommand(['check'], env)
    expect(status).toBe(1)
    expect(stdout).toContain('bad.md:1 has no front matter, and no date in its name\n')
    expect(readdirSync(outDir)).toEqual([])
  })

  it('reports diagnostics and errors as JSON', async () => {
    const env = { CONTENT_DIR: temporaryFolder({ 'bad.md': 'no front matter' }), OUT_DIR: temporaryFolder() }
    const found = await runCommand(['check', '--json'], env)
    expect(found.status).toBe(1)
    expect(JSON.parse(found.stdout)).toMatchObject({
      version: 2,
      diagnostics: [{ rule: 'front-matter-missing', line: 1 }],
    })
    const failed = await runCommand(['generate', '--json'], { ...env, PORT: 'x' })
    expect(failed).toMatchObject({ status: 2, stderr: '' })
    expect(JSON.parse(failed.stdout)).toMatchObject({ error: { code: 'config-invalid' }, diagnostics: [] })
    const cwd = temporaryFolder({ '.env/is-a-folder': '' })
    const unreadable = await runCommand(['check', '--json'], env, cwd)
    expect(unreadable).toMatchObject({ status: 2, stderr: '' })
    expect(JSON.parse(unreadable.stdout)).toMatchObject({ error: { code: 'config-invalid' } })
    const broken = '--import=data:text/javascript,Math.round=()=>{throw(new(Error)("out-of-order"))}'
    const unexpected = await runCommand(['check', '--json'], { ...env, NODE_OPTIONS: broken })
    expect(unexpected).toMatchObject({ status: 1, stderr: '' })
    expect(JSON.parse(unexpected.stdout)).toMatchObject({
      error: { code: 'unexpected', message: expect.stringContaining('out-of-order') },
    })
  })

  it('prints annotations in GitHub Actions', async () => {
    const contentDir = temporaryFolder({ 'bad.md': 'no front matter' })
    const env = { CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder(), GITHUB_ACTIONS: 'true' }
    const { stdout } = await runCommand(['check'], env, contentDir)
    expect(stdout).toContain('::error file=bad.md,line=1,title=front-matter-missing::')
  })

  it.skipIf(!isInstalled('script'))('is coloured on a terminal only, and not with NO_COLOR', async () => {
    const env = { CONTENT_DIR: temporaryFolder({ 'bad.md': 'no front matter' }), OUT_DIR: temporaryFolder() }
    const onTerminal = (more: Record<string, string>) => {
      const command = `'${process.execPath}' '${MAIN}' check`
      const all = { PATH: process.env.PATH, TERM: 'xterm', ...env, ...more }
      return spawnSync('script', ['-qec', command, '/dev/null'], { env: all, encoding: 'utf8' }).stdout
    }
    expect(onTerminal({})).toContain('\u001b[31mfront-matter-missing')
    expect(onTerminal({ NO_COLOR: '1' })).not.toContain('\u001b[31m')
    expect((await runCommand(['check'], env)).stdout).not.toContain('\u001b')
  })

  it('prints every place of one rule', async () => {
    const bad = Object.fromEntries(['1', '2', '3', '4', '5', '6'].map((name) => [`${name}.md`, 'no front matter']))
    const folder = temporaryFolder({ ...bad, ...linkPosts(1) })
    const { status, stdout } = await runCommand(
      ['check', '.', '--rule', 'front-matter-missing'],
      { OUT_DIR: temporaryFolder() },
      folder,
    )
    expect(status).toBe(1)
    expect(stdout.split('\n').slice(2)).toEqual([
      ...['1', '2', '3', '4', '5', '6'].map((name) => `  ${name}.md:1 has no front matter, and no date in its name`),
      '',
    ])
    expect((await runCommand(['check', '.'], { OUT_DIR: temporaryFolder() }, folder)).stdout).toContain(
      '  … and 1 more: feedmill check . --rule front-matter-missing\n',
    )
  })

  it('exits with 0 if no article is skipped, unless strict', async () => {
    const contentDir = temporaryFolder({ ...linkPosts(1), 'odd.yaml': 'name: Robots\nkeywords: [robots]\n' })
    const env = { CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder() }
    const { status, stdout } = await runCommand(['check'], env)
    expect(stdout).toContain('\n1 warning\n')
    expect(status).toBe(0)
    expect((await runCommand(['check', '--strict'], env)).status).toBe(1)
  })

  it('exits with 0 if there is nothing to report', async () => {
    const env = { CONTENT_DIR: temporaryFolder(linkPosts(1)), OUT_DIR: temporaryFolder() }
    expect((await runCommand(['check'], env)).status).toBe(0)
  })
})

describe('feedmill init', () => {
  it('shows what is understood of a folder, and writes settings only when told to', async () => {
    const folder = temporaryFolder(
      Object.fromEntries(Object.entries(linkPosts(2)).map(([name, text]) => [`a b/${name}`, text])),
    )
    const init = (...args: string[]) => runCommand(['init', 'a b', ...args], {}, folder)
    const looked = await init()
    expect(looked.status).toBe(0)
    expect(looked.stdout).toContain('Plain folder of articles\n2 files in a b; 2 articles\n')
    expect(looked.stdout).toContain("feedmill init 'a b' --write\n")
    expect(readdirSync(join(folder, 'a b'))).not.toContain('feedmill.yaml')
    const written = await init('--write')
    expect(written.status).toBe(0)
    expect(written.stdout).toContain('Written to a b/feedmill.yaml:\n')
    expect(readdirSync(join(folder, 'a b'))).toContain('feedmill.yaml')
    expect(await init('--write')).toMatchObject({ status: 1, stderr: expect.stringContaining('is already there') })
  })

  it('refuses a folder of which nothing is understood', async () => {
    const { status, stderr } = await runCommand(['init', temporaryFolder({ 'a.rst': 'A' })], {})
    expect(status).toBe(1)
    expect(stderr).toContain('has no Markdown files (.md, .markdown, .mdx), only 1 .rst [corpus-not-understood]\n')
  })
})

describe('feedmill schema', () => {
  it('prints a JSON Schema', async () => {
    const { status, stdout } = await runCommand(['schema'], {})
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' })
  })
})

describe('the command line', () => {
  it.each([['--help'], ['start', '--help'], ['generate', '--help'], ['check', '--help'], ['init', '--help']])(
    'prints its help: %s %s',
    async (...args) => {
      const { status, stdout } = await runCommand(args, {})
      expect(status).toBe(0)
      expect(stdout).toMatch(/^Usage: feedmill/)
    },
  )

  it.each([['publish'], ['generate', '--faster']])('exits with 2 for wrong usage: %s %s', async (...args) => {
    const { status, stderr } = await runCommand(args, {})
    expect(status).toBe(2)
    expect(stderr).toMatch(/^error: /)
  })

  it('prints its version', async () => {
    const { status, stdout } = await runCommand(['--version'], {})
    expect(status).toBe(0)
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('exits with 2 for an invalid configuration, naming variable, value and rule', async () => {
    const { status, stderr } = await runCommand(['generate'], { FEED_ITEMS: 'many' })
    expect(status).toBe(2)
    expect(stderr).toContain('FEED_ITEMS is "many", but must be a whole number from 1 to 10000 [config-invalid]')
  })

  it('reads .env in the working directory, and prefers the environment', async () => {
    const folder = temporaryFolder({
      ...Object.fromEntries(Object.entries(linkPosts(2)).map(([path, text]) => [`content/${path}`, text])),
      '.env': 'CONTENT_DIR=content\nOUT_DIR=made\nSITE_TITLE=From the file\n',
    })
    await runCommand(['generate'], { OUT_DIR: join(folder, 'mine') }, folder)
    expect(readdirSync(join(folder, 'mine'))).toEqual(['cache', 'current', 'generations'])
  })

  it('exits with 2 if CONTENT_DIR is not a folder', async () => {
    const { status, stderr } = await runCommand(['generate'], { CONTENT_DIR: '/nowhere', OUT_DIR: temporaryFolder() })
    expect(status).toBe(2)
    expect(stderr).toContain('the folder of articles, "/nowhere", does not exist')
  })
})

it('feedmill prune says what it removed', async () => {
  const { status, stdout } = await runCommand(['prune'], { OUT_DIR: temporaryFolder() })
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: 'Removed what no kept generation needs and is older than a day.\n',
  })
})

async function fetchText(url: string): Promise<string | undefined> {
  const response = await fetch(url)
  return response.ok ? response.text() : undefined
}

function titles(rss: string): string[] {
  return [...rss.matchAll(/<item>\s*<title>(.*?)<\/title>/g)].map(([, title]) => String(title))
}

/** The generations and their manifests, without a tree that is set aside for the next generation. */
function generationsIn(outDir: string): string[] {
  const names = readdirSync(join(outDir, 'generations'))
  return names.filter((name) => !name.startsWith('.recyclable-')).sort()
}

/** Every path in a folder with inode, size and ctime. */
function snapshot(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const { ino, size, mtimeMs, ctimeMs } = statSync(join(folder, path))
      return `${path} ${ino} ${size} ${mtimeMs} ${ctimeMs}`
    })
}
