import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createSocketServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { listenOn } from '../../../src/serve/http/listen-on.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('a server on a Unix socket', () => {
  it('can be reached by all users, and removes the socket when it closes', async () => {
    const path = join(temporaryFolder(), 'feedmill.sock')
    const { url, close } = await listen(path)
    expect(url).toBe(`unix:${path}`)
    expect(statSync(path).mode & 0o777).toBe(0o777)
    await close()
    expect(existsSync(path)).toBe(false)
  })

  it('takes the place of one that was killed', async () => {
    const path = join(temporaryFolder(), 'feedmill.sock')
    const script =
      "require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))"
    spawnSync(process.execPath, ['-e', script, path])
    expect(statSync(path).isSocket()).toBe(true)
    await listen(path)
  })

  it('does not take the place of one that listens', async () => {
    const path = join(temporaryFolder(), 'feedmill.sock')
    const other = createSocketServer().listen(path)
    onTestFinished(() => void other.close())
    await expect(listen(path)).rejects.toMatchObject({
      code: 'port-unavailable',
      message: expect.stringMatching(`^PORT ${path} cannot be used: .*EADDRINUSE`),
      hint: 'Stop what uses it, or set PORT to another one.',
    })
    expect(statSync(path).isSocket()).toBe(true)
  })

  it('does not take the place of a file', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), 'mine')
    mkdirSync(join(folder, 'folder'))
    for (const name of ['file', 'folder']) {
      await expect(listen(join(folder, name))).rejects.toMatchObject({ code: 'port-unavailable' })
      expect(existsSync(join(folder, name))).toBe(true)
    }
  })

  it('needs a folder', async () => {
    await expect(listen(join(temporaryFolder(), 'missing/feedmill.sock'))).rejects.toMatchObject({
      code: 'port-unavailable',
      hint: 'Set PORT to a path in a folder where this user may create files.',
    })
  })
})

it('a server on an IPv6 address has a valid URL', async () => {
  const { url } = await listen(0, '::1')
  expect(new URL(url).hostname).toBe('[::1]')
})

async function listen(port: number | string, host = '127.0.0.1') {
  const server = createServer()
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()))
  onTestFinished(close)
  return { url: await listenOn(server, { name: 'PORT', port, host }), close }
}
