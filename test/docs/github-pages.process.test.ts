import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { load } from 'js-yaml'
import { beforeAll, expect, it } from 'vitest'
import { linkPost, linkPosts } from '../support/articles.ts'
import { pack } from '../support/pack.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

const run = promisify(execFile)
const DOCUMENT = fileURLToPath(new URL('../../docs/github-pages.md', import.meta.url))

interface Step {
  uses?: string
  with?: Record<string, string | number>
  run?: string
  env?: Record<string, string>
}

const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(DOCUMENT, 'utf8')) ?? []
const { env: workflowEnv, jobs } = load(yaml) as {
  env: Record<string, string>
  jobs: Record<'check' | 'publish', { steps: Step[] }>
}

/** Has the package, and what is installed globally. */
let prefix: string

beforeAll(() => {
  prefix = mkdtempSync(join(tmpdir(), 'feedmill-test-'))
  return () => rmSync(prefix, { recursive: true, force: true })
})

it('the workflow publishes with the feeds of earlier runs at hand, and what did not change keeps its bytes, also without them', async () => {
  const repository = await createRepository()
  const runner = temporaryFolder()
  await runJob('publish', { repository, runner, number: 1 })
  const first = filesOf(join(runner, 'site-1'))
  expect(first['feeds/all.xml']).toContain('href="https://ada.example/feeds/feeds/all.xml" rel="self"')
  expect(first['topics/ai/index.html']).toContain('Post ai-0')

  await runJob('publish', { repository, runner, number: 2 })
  expect(filesOf(join(runner, 'site-2'))).toEqual(first)

  await commit(repository, { 'content/new.md': linkPost({ title: 'New', topics: ['Maps'] }) })
  await runJob('publish', { repository, runner, number: 3 })
  const third = filesOf(join(runner, 'site-3'))
  expect(third['feeds/maps.xml']).toContain('New')
  expect(third['feeds/ai.xml']).toBe(first['feeds/ai.xml'])

  rmSync(join(runner, 'cache.tar'))
  await runJob('publish', { repository, runner, number: 4 })
  expect(filesOf(join(runner, 'site-4'))).toEqual(third)
})

it('the workflow publishes nothing if most articles are gone, as it remembers them', async () => {
  const repository = await createRepository()
  const runner = temporaryFolder()
  await runJob('publish', { repository, runner, number: 1 })
  await git(repository, 'rm', '--quiet', ...Object.keys(linkPosts(8)).map((name) => `content/${name}`))
  await commit(repository, {})
  await expect(runJob('publish', { repository, runner, number: 2 })).rejects.toMatchObject({ code: 1 })
  expect(existsSync(join(runner, 'site-2'))).toBe(false)
})

it('the workflow fails a pull request if an article would be skipped, with an annotation, and not for a warning', async () => {
  const repository = await createRepository()
  const runner = temporaryFolder()
  await commit(repository, { 'content/warned.md': linkPost({ updatedDateTime: 'never' }) })
  await runJob('check', { repository, runner, number: 1 })
  await commit(repository, { 'content/skipped.md': linkPost({ publishedDateTime: '2026-02-31' }) })
  await expect(runJob('check', { repository, runner, number: 2 })).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('::error file=content/skipped.md'),
  })
})

interface Job {
  repository: string
  /** Has the cache and what was deployed. */
  runner: string
  number: number
}

/** Runs the steps of a job in a clone: commands with bash, and actions by what they do to files. */
async function runJob(name: keyof typeof jobs, { repository, runner, number }: Job): Promise<void> {
  const clone = join(runner, `clone-${number}`)
  const cache = join(runner, 'cache.tar')
  const env = {
    ...workflowEnv,
    PATH: `${prefix}/bin:${process.env.PATH}`,
    HOME: runner,
    GITHUB_ACTIONS: 'true',
    NPM_CONFIG_PREFIX: prefix,
    NPM_CONFIG_AUDIT: 'false',
  }
  for (const { uses = '', with: options = {}, run: command = '', env: stepEnv = {} } of jobs[name].steps) {
    const path = join(clone, String(options.path))
    switch (uses.replace(/@v\d+$/, '')) {
      case 'actions/checkout':
        expect(options).toEqual({ 'fetch-depth': 0 })
        await git(runner, 'clone', '--quiet', repository, clone)
        break
      case 'actions/cache':
      case 'actions/cache/restore':
        if (existsSync(cache)) await run('tar', ['--extract', '--file', cache, '--directory', clone])
        break
      case 'actions/upload-pages-artifact':
        cpSync(path, join(runner, `site-${number}`), { recursive: true, dereference: true })
        break
      case '':
        // One installation is enough for all.
        if (!command.startsWith('npm install ')) await runCommand(command, stepEnv)
        else if (!existsSync(join(prefix, 'bin'))) await runCommand(command, { PACKAGE: pack(prefix) })
        break
      default:
        expect(uses).toMatch(/^actions\/(setup-node|configure-pages|deploy-pages)@v\d+$/)
    }
  }
  const saved = jobs[name].steps.find(({ uses }) => uses?.startsWith('actions/cache@'))?.with?.path
  if (saved) await run('tar', ['--create', '--file', cache, String(saved)], { cwd: clone })

  async function runCommand(command: string, stepEnv: Record<string, string>): Promise<void> {
    const given = Object.entries(stepEnv).map(([key, value]) => [
      key,
      value.replace(/\$\{\{ steps\.pages\.outputs\.base_url }}/, 'https://ada.example/feeds'),
    ])
    await run('bash', ['-e', '-c', command], { cwd: clone, env: { ...env, ...Object.fromEntries(given) } })
  }
}

async function createRepository(): Promise<string> {
  const repository = temporaryFolder()
  await git(repository, 'init', '--quiet', '--initial-branch=main')
  const posts = Object.entries(linkPosts(12)).map(([name, text]) => [`content/${name}`, text])
  await commit(repository, Object.fromEntries(posts))
  return repository
}

async function commit(repository: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) writeFile(join(repository, path), text)
  await git(repository, 'add', '--all')
  await git(repository, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '--quiet', '-m', 'Write')
}

const git = (cwd: string, ...args: string[]) => run('git', args, { cwd })

function filesOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    paths.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [path.slice(folder.length + 1), readFileSync(path, 'latin1')]
    }),
  )
}
