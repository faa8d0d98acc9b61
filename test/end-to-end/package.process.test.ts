import { execFile, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { linkPost } from '../support/articles.ts'
import { eventually } from '../support/command.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

describe('the packed files without node_modules', () => {
  let folder: string
  let main: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'feedmill-test-'))
    writeFile(join(folder, 'content/a.md'), linkPost({ topics: ['AI'] }))
    const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
      cwd: ROOT,
    })
    await run('tar', ['xf', stdout.trim()], { cwd: folder })
    main = join(folder, 'package/dist/main.js')
    return () => rmSync(folder, { recursive: true, force: true })
  })

  const env = () => ({
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    CONTENT_DIR: join(folder, 'content'),
    OUT_DIR: join(folder, 'out'),
    PORT: '0',
  })

  it('need no packages', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8')) as Record<string, unknown>
    expect(manifest).not.toHaveProperty('dependencies')
    const programs = readdirSync(join(folder, 'package/dist')).filter((name) => name.endsWith('.js'))
    expect(programs).toContain('parse-worker.js')
    const imported = programs.flatMap((name) => {
      const text = readFileSync(join(folder, 'package/dist', name), 'utf8')
      return [...text.matchAll(/^import\s(?:[^;]*?\sfrom\s)?"([^"]+)"/gm)].map(([, source = '']) => source)
    })
    const known = (source: string) => /^(\.\/|node:)/.test(source) || builtinModules.includes(source)
    expect(imported.length).toBeGreaterThan(programs.length)
    expect(imported.filter((source) => !known(source))).toEqual([])
  })

  it('generate', async () => {
    await run(process.execPath, [main, 'generate'], { cwd: '/', env: env() })
    expect(readFileSync(join(folder, 'out/current/feeds/ai.xml'), 'utf8')).toContain('<rss')
    expect(readFileSync(join(folder, 'out/current/index.html'), 'utf8')).toContain('AI')
  })

  it('serve', async () => {
    const child = spawn(process.execPath, [main], { cwd: '/', env: env() })
    onTestFinished(() => void child.kill('SIGKILL'))
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    const url = await eventually(() => /"address":"(http:[^"]+)\/"/.exec(output)?.[1])
    const status = () => fetch(`${url}/feeds/ai.xml`).then((response) => response.status)
    await eventually(async () => (await status()) === 200)
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
