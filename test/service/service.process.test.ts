import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { request as send } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { linkPosts } from '../support/articles.ts'
import { eventually, startServer } from '../support/command.ts'
import { request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const NEVER = '0 0 1 1 *'

describe('the service', () => {
  it('goes on serving for SHUTDOWN_DELAY seconds after SIGTERM, but is not ready', async () => {
    const server = await startServer({ ...corpus(), SHUTDOWN_DELAY: '2' })
    await eventually(async () => (await request(`${server.url}/readyz`)).status === 200)
    const begin = performance.now()
    server.child.kill('SIGTERM')
    await eventually(async () => (await request(`${server.url}/readyz`)).status === 503)
    expect((await request(`${server.url}/feeds/ai.xml`)).status).toBe(200)
    expect((await server.ended).status).toBe(0)
    expect(performance.now() - begin).toBeGreaterThan(2000)
  })

  it('survives SIGHUP while it starts', async () => {
    const atOnce = `const fs = require('node:fs')
      const { statSync } = fs
      fs.statSync = (path, ...options) => {
        if (path === '.env') process.kill(process.pid, 'SIGHUP')
        return statSync(path, ...options)
      }
      require('node:module').syncBuiltinESMExports()`
    const folder = temporaryFolder({ 'at-once.cjs': atOnce })
    const server = await startServer({ ...corpus(), NODE_OPTIONS: `--require ${join(folder, 'at-once.cjs')}` })
    await eventually(async () => (await request(`${server.url}/readyz`)).status === 200)
  })

  it('stops within two seconds of SIGTERM though the bucket that it follows never answers', async () => {
    const accepted = new Set<Socket>()
    const silent = createServer((socket) => accepted.add(socket.on('error', () => undefined))).listen(0, '127.0.0.1')
    onTestFinished(() => {
      for (const socket of accepted) socket.destroy()
      silent.close()
    })
    await once(silent, 'listening')
    const { child, ended } = await startServer({
      ...{ SERVE_FROM: 's3://feeds/site', OUT_DIR: temporaryFolder(), S3_FORCE_PATH_STYLE: 'true' },
      S3_ENDPOINT: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
      ...{ AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' },
    })
    await eventually(() => accepted.size > 0 || undefined)
    const begin = performance.now()
    child.kill('SIGTERM')
    expect((await ended).status).toBe(0)
    expect(performance.now() - begin).toBeLessThan(2000)
  })

  it('redirects by itself, not with the files for static hosts', async () => {
    const files = { ...linkPosts(1), 'topics/ai.yaml': 'name: AI\nformerIds: [ml]' }
    const server = await startServer({ ...corpus(), CONTENT_DIR: temporaryFolder(files) })
    await eventually(async () => (await request(`${server.url}/readyz`)).status === 200)
    const { status, headers } = await request(`${server.url}/topics/ml/`)
    expect([status, headers.location]).toEqual([301, '/topics/ai/'])
    expect((await request(`${server.url}/_redirects`)).status).toBe(404)
  })

  it('listens on a Unix socket, and removes it', async () => {
    const path = join(temporaryFolder(), 'feedmill.sock')
    const server = await startServer({ ...corpus(), PORT: path })
    expect(server.url).toBe(`unix:${path}`)
    await eventually(async () => (await statusAt(path, '/feeds/ai.xml')) === 200)
    server.child.kill('SIGTERM')
    expect((await server.ended).status).toBe(0)
    expect(existsSync(path)).toBe(false)
  })
})

function corpus() {
  return { CONTENT_DIR: temporaryFolder(linkPosts(1)), OUT_DIR: temporaryFolder(), REGENERATE_CRON: NEVER }
}

function statusAt(socketPath: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = send({ socketPath, path, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.on('error', reject).end()
  })
}
