import type { ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import picomatch from 'picomatch'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { linkPost, linkPosts } from '../support/articles.ts'
import { type BareRoot, createBareRoot, signalInside } from '../support/bare-root.ts'
import { collect, eventually, freePort } from '../support/command.ts'
import { commandOf, type Instruction, readStages, textOf } from '../support/dockerfile.ts'
import { canMount } from '../support/mount.ts'
import { outputOf } from '../support/programs.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const [buildStage = [], finalStage = []] = readStages(join(ROOT, 'Dockerfile'))
const COMMAND = [...commandOf(finalStage, 'ENTRYPOINT'), ...commandOf(finalStage, 'CMD')]
const HEALTHCHECK = commandOf(finalStage, 'HEALTHCHECK')
const ENV = Object.fromEntries(
  textOf(finalStage, 'ENV')
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
)

/** How long `docker stop` waits. */
const DOCKER_STOP_MS = 10_000

/** The user `node` of the official image. */
const NODE_USER = 1000

describe('the Dockerfile', () => {
  it('starts from slim images of a supported Node, as the program that gets signals, and not as root', () => {
    expect([buildStage, finalStage].map((stage) => textOf(stage, 'FROM'))).toEqual([
      'node:24-slim AS build',
      'node:24-slim',
    ])
    expect(textOf(finalStage, 'USER')).toBe('node')
    expect(JSON.parse(textOf(finalStage, 'VOLUME'))).toEqual([ENV.CONTENT_DIR, ENV.OUT_DIR])
    expect(COMMAND[0]).toBe('node')
  })
})

describe.skipIf(!canMount())('the container that the Dockerfile describes, from a read-only root', () => {
  let root: BareRoot

  beforeAll(() => {
    const context = mkdtempSync(join(tmpdir(), 'feedmill-test-'))
    root = createBareRoot(['mkdir', 'chown'])
    try {
      runBuildStage(context)
      return runFinalStage(context)
    } finally {
      rmSync(context, { recursive: true, force: true })
    }
  })
  beforeAll(() => () => root.remove())

  it('serves, is healthy until it stops, runs on SIGHUP, and ends soon on SIGTERM, as process 1', async () => {
    const { child, content, env, options, output } = await startContainer()
    const url = `http://127.0.0.1:${env.PORT}`
    await eventually(() => output().includes('run finished') || undefined)
    expect(JSON.parse(/^.*"serving".*$/m.exec(output())?.[0] ?? '{}')).toMatchObject({ pid: 1 })
    expect((await root.run(HEALTHCHECK, options)).status).toBe(0)
    expect(await (await fetch(`${url}/feeds/ai.xml`)).text()).toContain('<title>Post ai-0</title>')

    writeFile(join(content, 'later.md'), linkPost({ title: 'Later', topics: ['AI'] }))
    signalInside(child, 'SIGHUP')
    await eventually(async () => (await (await fetch(`${url}/feeds/ai.xml`)).text()).includes('Later') || undefined)

    const ended = collect(child)
    const begin = performance.now()
    signalInside(child, 'SIGTERM')
    expect((await ended).status).toBe(0)
    expect(performance.now() - begin).toBeLessThan(DOCKER_STOP_MS)
    expect((await root.run(HEALTHCHECK, options)).status).toBe(1)
    expect(output()).not.toMatch(/"level":[456]0/)
  })

  it('runs as a user that it has never heard of, and is healthy on a Unix socket', async () => {
    const { options, output } = await startContainer({ user: 4321, port: '/out/feedmill.sock' })
    await eventually(() => output().includes('run finished') || undefined)
    expect((await root.run(HEALTHCHECK, options)).status).toBe(0)
    expect(output()).not.toMatch(/"level":[456]0/)
  })

  it('runs the other commands', async () => {
    const content = temporaryFolder(linkPosts(2))
    chmodSync(content, 0o755)
    const options = { user: NODE_USER, isReadOnly: true, volumes: { '/content': content }, env: ENV }
    const { status, stdout, stderr } = await root.run([...commandOf(finalStage, 'ENTRYPOINT'), 'check'], options)
    expect(stderr).toBe('')
    expect(stdout).toContain('2 articles in 2 feeds')
    expect(status).toBe(0)
  })

  /** Runs the steps of the first stage in a folder, with the Node and the packages of this machine. */
  function runBuildStage(context: string): void {
    const allowed = readFileSync(join(ROOT, '.dockerignore'), 'utf8').match(/(?<=^!).+$/gm) ?? []
    for (const { name, text } of buildStage) {
      // What it installs is here already, and to install it again takes longer than all the rest.
      if (text.startsWith('npm ci ')) symlinkSync(join(ROOT, 'node_modules'), join(context, 'node_modules'))
      else if (name === 'RUN') outputOf('sh', '-c', `cd ${context} && ${text}`)
      if (name !== 'COPY') continue
      const patterns = text.split(' ')
      const to = join(context, patterns.pop() ?? '')
      expect(allowed).toEqual(expect.arrayContaining(patterns))
      for (const path of readdirSync(ROOT).filter((entry) => picomatch.isMatch(entry, patterns))) {
        cpSync(join(ROOT, path), to.endsWith('/') ? join(to, path) : to, { recursive: true })
      }
    }
  }

  /** Runs the steps of the last stage in the root. */
  async function runFinalStage(context: string): Promise<void> {
    writeFileSync(
      join(root.path, 'etc/passwd'),
      `root:x:0:0::/root:/bin/sh\nnode:x:${NODE_USER}:${NODE_USER}::/:/bin/sh\n`,
    )
    writeFileSync(join(root.path, 'etc/group'), `root:x:0:\nnode:x:${NODE_USER}:\n`)
    const folder = textOf(buildStage, 'WORKDIR')
    for (const { name, text, flags } of finalStage as Instruction[]) {
      if (name === 'COPY') {
        expect(flags).toEqual({ from: 'build' })
        const [from = '', to = ''] = text.split(' ')
        cpSync(resolve(context, from.replace(`${folder}/`, '')), join(root.path, to), { recursive: true })
      }
      if (name !== 'RUN') continue
      const { status, stderr } = await root.run(['sh', '-c', text])
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    }
  }

  interface Container {
    child: ChildProcess
    content: string
    env: Record<string, string>
    /** Of another command in the same container. */
    options: Parameters<BareRoot['start']>[1]
    output: () => string
  }

  /** Starts the server. Its folder of feeds belongs to the user: a new volume takes the owner that the image's folder has. */
  async function startContainer({ user = NODE_USER, port }: { user?: number; port?: string } = {}): Promise<Container> {
    const content = temporaryFolder(linkPosts(2))
    chmodSync(content, 0o755)
    const out = temporaryFolder()
    const { uid, gid } = statSync(join(root.path, 'out'))
    expect([uid, gid]).toEqual([NODE_USER, NODE_USER])
    chownSync(out, user, user)
    const env = { ...ENV, PORT: port ?? String(await freePort()) }
    const options = { user, isReadOnly: true, volumes: { '/content': content, '/out': out }, env }
    const child = root.start(COMMAND, options)
    onTestFinished(() => {
      if (child.exitCode === null) signalInside(child, 'SIGKILL')
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
    }
    return { child, content, env, options, output: () => output }
  }
})
