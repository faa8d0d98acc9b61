import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { linkPosts } from './support/articles.ts'
import { eventually, freePort, MAIN } from './support/command.ts'
import { isInstalled } from './support/programs.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

it.skipIf(!isInstalled('script'))('a log on a terminal has no control characters of clients', async () => {
  const port = await freePort()
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    CONTENT_DIR: temporaryFolder(linkPosts(1)),
    OUT_DIR: temporaryFolder(),
  }
  const child = spawn('script', ['-qfc', `exec ${process.execPath} ${MAIN} start`, '/dev/null'], { cwd: '/', env })
  onTestFinished(async () => {
    child.kill()
    await once(child, 'close')
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  await eventually(() => fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))
  const socket = connect(port, '127.0.0.1')
  const request = 'GET / HTTP/1.1\r\nHost: here\r\nUser-Agent: evil\x9b31m\x85reader\r\nConnection: close\r\n\r\n'
  socket.end(Buffer.from(request, 'latin1'))
  await eventually(() => /evil.*reader/s.test(output))
  expect(output).toContain('evil\ufffd31m\ufffdreader')
  expect(output).not.toMatch(/[\x80-\x9f]/)
})
