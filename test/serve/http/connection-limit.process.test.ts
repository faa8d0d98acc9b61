import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { connectionLimit } from '../../../src/serve/http/connection-limit.ts'
import { linkPosts } from '../../support/articles.ts'
import { eventually, MAIN } from '../../support/command.ts'
import { temporaryFolder, writeFile } from '../../support/temporary-folder.ts'

it.each([
  [Number.POSITIVE_INFINITY, 2000],
  [1_048_576, 2000],
  [1024, 768],
  [256, 128],
])('with %d open files there are %d connections', (openFiles, connections) => {
  expect(connectionLimit(openFiles)).toBe(connections)
})

it('runs have file descriptors while readers have as many connections as they can', async () => {
  const CONTENT_DIR = temporaryFolder(linkPosts(1))
  const child = spawn('sh', ['-c', `ulimit -n 256; exec ${process.execPath} ${MAIN} start`], {
    cwd: '/',
    env: { PATH: process.env.PATH, PORT: '0', CONTENT_DIR, OUT_DIR: temporaryFolder() },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const runs = () => output.match(/.*"msg":"run f.*/g) ?? []
  await eventually(() => runs().length === 1)
  const port = Number(/"address":"http:[^"]*:(\d+)/.exec(output)?.[1])
  const sockets = Array.from({ length: 300 }, () => connect(port, '127.0.0.1').on('error', () => undefined))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
  })
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  await eventually(() => sockets.filter(({ closed }) => closed).length > 100)
  for (const [path, text] of Object.entries(linkPosts(40))) writeFile(join(CONTENT_DIR, path), text)
  child.kill('SIGHUP')
  await eventually(() => runs().length === 2)
  expect(runs()[1]).toContain('"msg":"run finished"')
  expect(output).toContain('"openFiles":256,"connections":128')
})
