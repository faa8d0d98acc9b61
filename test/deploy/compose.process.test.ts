import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseConfig, variableNames } from '../../src/config.ts'
import { createProxyTest } from '../../src/serve/http/client-address.ts'
import { linkPosts } from '../support/articles.ts'
import { eventually, freePort, startServer } from '../support/command.ts'
import { isInstalled, outputOf } from '../support/programs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const CADDYFILE = join(ROOT, 'deploy/caddy/Caddyfile')

interface ComposeService {
  environment: Record<string, string | number>
  ports?: string[]
  volumes: (string | { type: string; source: string; target: string; read_only?: boolean })[]
  read_only: boolean
  cap_drop: string[]
  security_opt: string[]
  restart: string
  stop_grace_period?: string
}

const { services, volumes } = load(readFileSync(join(ROOT, 'compose.yaml'), 'utf8')) as {
  services: Record<'feedmill' | 'caddy', ComposeService>
  volumes: Record<string, null>
}

describe('compose.yaml', () => {
  const { feedmill, caddy } = services

  it('gives both containers a read-only root, no privileges and a restart', () => {
    for (const service of [feedmill, caddy]) {
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        restart: 'unless-stopped',
      })
    }
  })

  it('reads the articles of this folder, and keeps the feeds and the certificates in volumes', () => {
    expect(feedmill.volumes).toEqual([
      { type: 'bind', source: `$\{CONTENT_DIR:-content}`, target: '/content', read_only: true },
      'out:/out',
    ])
    expect(caddy.volumes).toContain('certificates:/data')
    expect(Object.keys(volumes)).toEqual(['out', 'certificates'])
  })

  it('publishes the ports of Caddy alone, so that nobody else reaches the metrics', () => {
    expect(feedmill.ports).toBeUndefined()
    expect(caddy.ports).toEqual(['80:80', '443:443', '443:443/udp'])
    expect(readFileSync(CADDYFILE, 'utf8')).not.toContain(String(feedmill.environment.METRICS_PORT))
  })

  it('configures Feedmill with variables that exist, to believe the address that Caddy passes on', () => {
    expect(Object.keys(feedmill.environment).filter((name) => !variableNames.includes(name))).toEqual([])
    const values = Object.entries(feedmill.environment).map(([name, value]) => [name, String(value)])
    const config = parseConfig({ ...Object.fromEntries(values), PUBLIC_URL: 'https://feeds.example.org' })
    expect(config).toMatchObject({ publicUrl: 'https://feeds.example.org', metricsPort: 9464 })
    const isProxy = createProxyTest(config.trustedProxies)
    expect(['172.18.0.3', '192.168.96.2', 'fd00::3', '203.0.113.7'].map(isProxy)).toEqual([true, true, true, false])
  })

  it('waits for the end of downloads and runs', () => {
    expect(Number.parseInt(feedmill.stop_grace_period ?? '', 10)).toBeGreaterThan(10)
  })
})

describe.skipIf(!isInstalled('caddy'))('the Caddyfile', () => {
  it('is valid for an address with certificates, and formatted', () => {
    const env = { PATH: process.env.PATH, HOME: temporaryFolder(), PUBLIC_URL: 'https://feeds.example.org' }
    const validate = spawn('caddy', ['validate', '--config', CADDYFILE, '--adapter', 'caddyfile'], { env })
    expect(outputOf('caddy', 'fmt', CADDYFILE)).toBe(readFileSync(CADDYFILE, 'utf8'))
    return expect(once(validate, 'close')).resolves.toEqual([0, null])
  })

  it('serves the feeds, lets requests wait while Feedmill restarts, and passes the address of the reader on', async () => {
    const [port, publicUrl] = [await freePort(), `http://127.0.0.1:${await freePort()}`]
    const metricsPort = await freePort()
    const env = {
      CONTENT_DIR: temporaryFolder(linkPosts(1)),
      OUT_DIR: temporaryFolder(),
      PORT: String(port),
      PUBLIC_URL: publicUrl,
      METRICS_PORT: String(metricsPort),
    }
    const first = await startServer(env)
    await eventually(() => first.output().includes('run finished') || undefined)
    await startCaddy(port, publicUrl)
    const feed = await (await fetch(`${publicUrl}/feeds/ai.xml`)).text()
    expect(feed).toContain(`<atom:link href="${publicUrl}/feeds/ai.xml" rel="self"`)

    first.child.kill()
    await first.ended
    const waiting = fetch(`${publicUrl}/feeds/ai.xml`, { headers: { 'User-Agent': 'newsboat/2.21' } })
    await startServer(env)
    expect((await waiting).status).toBe(200)
    // A reader cannot claim another address: Caddy writes the one that it sees.
    await fetch(`${publicUrl}/feeds/ai.xml`, {
      headers: { 'User-Agent': 'newsboat/2.21', 'X-Forwarded-For': '192.0.2.9' },
    })
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
    expect(metrics.split('\n')).toContain('feedmill_pollers{feed="ai",day="today"} 1')
  })
})

/** Starts Caddy with the Caddyfile, in front of a server on a port of this machine. */
async function startCaddy(port: number, publicUrl: string): Promise<void> {
  const folder = temporaryFolder()
  const config = join(folder, 'Caddyfile')
  const site = readFileSync(CADDYFILE, 'utf8').replace('feedmill:3000', `127.0.0.1:${port}`)
  writeFileSync(config, `{\n\tadmin off\n}\n${site}`)
  const caddy = spawn('caddy', ['run', '--config', config, '--adapter', 'caddyfile'], {
    env: { PATH: process.env.PATH, HOME: folder, PUBLIC_URL: publicUrl },
    stdio: 'ignore',
  })
  onTestFinished(async () => {
    caddy.kill()
    await once(caddy, 'close')
  })
  await eventually(() => fetch(publicUrl).catch(() => undefined))
}
