import { execFile, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { linkPost } from '../support/articles.ts'
import { collect, eventually } from '../support/command.ts'
import { pack } from '../support/pack.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }

describe('the package', () => {
  let folder: string
  let tarball: string
  let installed: string
  let feedmill: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'feedmill-test-'))
    tarball = pack(folder)
    const site = join(folder, 'my site é')
    mkdirSync(site)
    await run('npm', ['install', '--offline', '--cache', join(folder, 'cache'), '--prefix', site, tarball])
    installed = join(site, 'node_modules/feedmill')
    feedmill = join(site, 'node_modules/.bin/feedmill')
    return () => rmSync(folder, { recursive: true, force: true })
  })

  const start = (args: string[], { cwd = '/', ...env }: Record<string, string> = {}) => {
    const child = spawn(feedmill, args, { cwd, env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env } })
    onTestFinished(() => void child.kill('SIGKILL'))
    return child
  }
  const finish = (args: string[], env?: Record<string, string>) => collect(start(args, env))

  const bundles = () =>
    readdirSync(join(installed, 'dist'))
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(join(installed, 'dist', name), 'utf8'))

  const namedInBundles = (pattern: RegExp) =>
    new Set(bundles().flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name)))

  it('has what runs, what it names and licenses, and nothing else', async () => {
    const { stdout } = await run('tar', ['tf', tarball])
    const paths = stdout.trim().split('\n')
    const isExpected = (path: string) => /^package\/(dist\/[\w-]+\.js|docs\/[\w-]+\.md)$/.test(path)
    expect(paths).toEqual(expect.arrayContaining(['package/dist/main.js', 'package/dist/parse-worker.js']))
    expect(paths.filter((path) => !isExpected(path)).sort()).toEqual([
      'package/.env.example',
      'package/LICENSE',
      'package/README.md',
      'package/dist/pages/assets/favicon.ico',
      'package/dist/pages/assets/icon.png',
      'package/dist/pages/assets/icon.svg',
      'package/dist/pages/assets/script.js',
      'package/dist/pages/assets/style.css',
      'package/dist/third-party-licenses.txt',
      'package/package.json',
    ])
  })

  it('is installed alone', () => {
    expect(readdirSync(join(installed, '..')).filter((name) => !name.startsWith('.'))).toEqual(['feedmill'])
    expect(existsSync(join(installed, 'node_modules'))).toBe(false)
  })

  it('imports nothing but Node', () => {
    const imported = namedInBundles(/^import\s(?:[^;]*?\sfrom\s)?"([^"]+)"/gm)
    const known = (source: string) => /^(\.\/|node:)/.test(source) || builtinModules.includes(source)
    expect(imported.size).toBeGreaterThan(20)
    expect([...imported].filter((source) => !known(source))).toEqual([])
  })

  it('has the license of every package that is bundled', () => {
    const licenses = readFileSync(join(installed, 'dist/third-party-licenses.txt'), 'utf8')
    const packages = namedInBundles(/^\/\/ ?(?:#region )?node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)
    expect(packages).toContain('express')
    expect([...packages].filter((name) => !licenses.includes(`\n${name} `))).toEqual([])
    expect(licenses).toMatch(/^express \d\S+ \(MIT\)\n\n\(The MIT License\)\n\nCopyright/m)
  })

  it('has the documents that its messages name', () => {
    const documents = namedInBundles(/(?<![\w/.-])(docs\/[\w-]+\.md)\b/g)
    expect(documents).toContain('docs/feedmill-yaml.md')
    expect([...documents].filter((path) => !existsSync(join(installed, path)))).toEqual([])
  })

  it('shows its version, and where its documents are, from any folder', async () => {
    expect(await finish(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n` })
    const { stdout } = await finish(['--help'], { cwd: folder })
    const place = /It is in (.+), beside README\.md and docs\./.exec(stdout)?.[1] ?? ''
    expect(readdirSync(place)).toEqual(expect.arrayContaining(['.env.example', 'README.md', 'docs']))
  })

  it('generates two sites at a time, each in its own folder', async () => {
    const sites = ['one', 'two'].map((topic) =>
      temporaryFolder({ 'content/a.md': linkPost({ topics: [topic] }), '.env': `SITE_TITLE=${topic}` }),
    )
    const runs = await Promise.all(sites.map((cwd) => finish(['generate'], { cwd })))
    expect(runs).toMatchObject([{ status: 0 }, { status: 0 }])
    const pages = sites.map((site) => readFileSync(join(site, 'out/current/index.html'), 'utf8'))
    expect(pages).toEqual([expect.stringContaining('<title>one'), expect.stringContaining('<title>two')])
  })

  it('serves and publishes while another version takes its place', async () => {
    const copy = join(temporaryFolder(), 'feedmill')
    cpSync(installed, copy, { recursive: true })
    const site = temporaryFolder({ 'content/a.md': linkPost({ topics: ['AI'] }) })
    const child = spawn(process.execPath, [join(copy, 'dist/main.js')], {
      cwd: site,
      env: { PORT: '0', STATUS_PAGE: 'true' },
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    const url = await eventually(() => /"address":"(http:[^"]+)\/"/.exec(output)?.[1])
    await eventually(() => output.includes('"run finished"'))
    rmSync(copy, { recursive: true })
    writeFile(join(site, 'content/b.md'), linkPost({ originalUrl: 'https://example.org/b', topics: ['Maps'] }))
    await eventually(async () => {
      child.kill('SIGHUP')
      return (await fetch(`${url}/feeds/maps.xml`)).ok
    })
    expect((await fetch(`${url}/status/`)).status).toBe(200)
  })

  it('runs with npx, though nothing is installed', async () => {
    const blog = temporaryFolder({ 'a.md': linkPost({ topics: ['AI'] }) })
    const args = ['--offline', '--cache', join(folder, 'cache'), '--yes', '--package', tarball, 'feedmill', 'init', '.']
    const { stdout } = await run('npx', args, { cwd: blog })
    expect(stdout).toContain('1 article')
  })

  it('says what to do where there are no articles, and leaves the folder empty', async () => {
    const cwd = temporaryFolder()
    expect(await finish([], { cwd })).toEqual({
      status: 2,
      signal: null,
      stdout: '',
      stderr:
        'feedmill: the folder of articles, "content", does not exist [content-dir-unreadable]\n' +
        'Create it with Markdown articles in it, or set CONTENT_DIR to the folder that has them. ' +
        '"feedmill init <folder>" shows what Feedmill understands of a folder.\n',
    })
    expect(readdirSync(cwd)).toEqual([])
  })

  it('says which Node it needs', async () => {
    const old = join(
      temporaryFolder({ 'old.cjs': 'Object.defineProperty(process, "versions", { value: { node: "20.18.3" } })' }),
      'old.cjs',
    )
    expect(await finish(['--version'], { NODE_OPTIONS: `--require ${old}` })).toMatchObject({
      status: 2,
      stdout: '',
      stderr: `feedmill: needs Node 20.19 or newer; ${process.execPath} is 20.18.3\n`,
    })
  })
})

it.each(['start', 'generate', 'check'])('npm run %s explains what to do if nothing is built', async (script) => {
  const folder = temporaryFolder({})
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'))
  const failed = await run('npm', ['run', '--silent', script], { cwd: folder }).catch(
    (error: { stderr: string }) => error,
  )
  expect(failed.stderr).toBe('Feedmill is not built yet: run "npm ci" or "npm run build".\n')
})
