import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync } from 'node:fs'
import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { linkPosts } from './support/articles.ts'
import { collect, eventually, freePort, MAIN, runCommand } from './support/command.ts'
import { isInstalled } from './support/programs.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

it.skipIf(!isInstalled('script'))('a log on a terminal has no control characters of clients', async () => {
  const { port, output } = await serveOnTerminal(START)
  await eventually(() => fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))
  const socket = connect(port, '127.0.0.1')
  const request = 'GET / HTTP/1.1\r\nHost: here\r\nUser-Agent: evil\x9b31m\x85reader\r\nConnection: close\r\n\r\n'
  socket.end(Buffer.from(request, 'latin1'))
  await eventually(() => /evil.*reader/s.test(output()))
  expect(output()).toContain('evil\ufffd31m\ufffdreader')
  expect(output()).not.toMatch(/[\x80-\x9f]/)
})
const START = `exec ${process.execPath} ${MAIN} start`

/** As much as fits is written first. */
const START_STALLED = `timeout 1 cat /dev/zero; ${START}`

/** Starts the server with a standard output that nobody reads. */
async function serveWithout(stdout: number | 'pipe', command = START, env: Record<string, string> = {}) {
  const port = await freePort()
  const child = spawn('sh', ['-c', command], {
    cwd: '/',
    stdio: ['ignore', stdout, 'pipe'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      CONTENT_DIR: temporaryFolder(linkPosts(1)),
      OUT_DIR: temporaryFolder(),
      ...env,
    },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined)
  return { child, get }
}

/** Starts the server on a terminal, and collects what it shows. */
async function serveOnTerminal(command: string) {
  const port = await freePort()
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    CONTENT_DIR: temporaryFolder(linkPosts(1)),
    OUT_DIR: temporaryFolder(),
  }
  const child = spawn('script', ['-qfc', command, '/dev/null'], { cwd: '/', env })
  // `script` ends the server when it is asked to end, and not when it is killed.
  onTestFinished(() => void child.kill())
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  return { child, port, output: () => output }
}

/** Ctrl+S, which stops the output of a terminal. */
const STOP_OUTPUT = '\x13'

it.skipIf(!isInstalled('script'))(
  'serving and the end of the process do not depend on a terminal that is stopped',
  async () => {
    const { child, port, output } = await serveOnTerminal(`echo $$; ${START}`)
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(10_000) })
    await eventually(async () => (await get('/feeds/all.xml').catch(() => undefined))?.status === 200)
    child.stdin.write(STOP_OUTPUT)
    for (let request = 0; request < 200; request++) expect((await get(`/${'x'.repeat(1000)}`)).status).toBe(404)
    expect((await get('/healthz')).status).toBe(200)
    const pid = Number(/\d+/.exec(output())?.[0])
    process.kill(pid, 'SIGTERM')
    // One that has ended, but was not waited for, has no open files.
    await eventually(() => !existsSync(`/proc/${pid}/fd/1`))
  },
)

describe('serving does not depend on the log', () => {
  it('when its disk is full', async () => {
    const { child, get } = await serveWithout(openSync('/dev/full', 'w'))
    await eventually(async () => (await get('/feeds/all.xml'))?.status === 200)
    child.kill('SIGTERM')
    const { status, stderr } = await collect(child)
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'feedmill: the log cannot be written: ENOSPC: no space left on device, write\n',
    })
  })

  it('when its reader has left', async () => {
    const { child, get } = await serveWithout('pipe')
    child.stdout?.destroy()
    await eventually(async () => (await get('/feeds/all.xml'))?.status === 200)
    child.kill('SIGTERM')
    expect(await collect(child)).toMatchObject({ status: 0 })
  })

  it('when its reader has stalled', async () => {
    const { child, get } = await serveWithout('pipe', START_STALLED)
    await eventually(async () => (await get('/feeds/all.xml'))?.status === 200)
    child.kill('SIGTERM')
    const [status] = await once(child, 'exit')
    expect(status).toBe(0)
  })

  it('and a server that cannot start ends, though nobody reads its log', async () => {
    const published = temporaryFolder()
    await runCommand(['generate'], { CONTENT_DIR: temporaryFolder(linkPosts(1)), OUT_DIR: published })
    const { child } = await serveWithout('pipe', START_STALLED, { HOST: '192.0.2.1', OUT_DIR: published })
    expect(await once(child, 'exit')).toEqual([2, null])
  })
})

it('the last lines of the log are written before the process ends', async () => {
  const { child, get } = await serveWithout('pipe')
  const ended = collect(child)
  await eventually(() => get('/healthz'))
  child.kill('SIGTERM')
  expect((await ended).stdout).toMatch(/"msg":"stopping"}\n(.*\n)*.*"msg":"stopped"}\n$/)
})
