import { describe, expect, it } from 'vitest'
import { linkPosts } from '../support/articles.ts'
import { eventually, freePort, runCommand, startServer } from '../support/command.ts'
import { request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const NEVER = '0 0 1 1 *'

describe('the metrics', () => {
  it('report runs, requests, subscribers and unique clients, on the loopback address only', async () => {
    const port = await freePort()
    const server = await startServer({
      CONTENT_DIR: temporaryFolder({ ...linkPosts(3), 'bad.md': 'no front matter' }),
      OUT_DIR: temporaryFolder(),
      REGENERATE_CRON: NEVER,
      METRICS_PORT: String(port),
    })
    await eventually(() => server.output().includes('run finished') || undefined)
    const feed = `${server.url}/feeds/ai.xml`
    const { headers } = await request(feed, { 'User-Agent': 'newsboat/2.21' })
    await request(feed, { 'User-Agent': 'newsboat/2.21', 'If-None-Match': String(headers.etag) })
    await request(feed, { 'User-Agent': 'newsboat/2.21', 'X-Forwarded-For': '192.0.2.9' })
    await request(feed, { 'User-Agent': 'Feedly/1.0 (12 subscribers)' })
    await request(`${server.url}/feeds/ai`, { 'User-Agent': 'Liferea/1.14' })
    await request(`${server.url}/feeds/invented.xml`, {}, 'OPTIONS')
    await request(`${server.url}/feeds/nothing.xml`)
    const metrics = await eventually(async () => {
      const text = (await request(`http://127.0.0.1:${port}/metrics`)).body.toString()
      return text.includes('status="404"') ? text : undefined
    })
    for (const line of [
      'feedmill_generation 1',
      'feedmill_articles 3',
      'feedmill_problems 1',
      'feedmill_degraded 0',
      'feedmill_websub_pending 0',
      'feedmill_runs_total{outcome="finished"} 1',
      'feedmill_requests_total{format="rss",status="200"} 4',
      'feedmill_requests_total{format="rss",status="304"} 1',
      'feedmill_requests_total{format="none",status="404"} 1',
      'feedmill_requests_total{format="none",status="204"} 1',
      'feedmill_subscribers{feed="ai"} 12',
      'feedmill_pollers{feed="ai",day="today"} 3',
    ]) {
      expect(metrics.split('\n')).toContain(line)
    }
    expect(metrics).not.toContain('invented')
    expect(metrics).toMatch(/^feedmill_generation_age_seconds \d+(\.\d+)?$/m)
    expect(metrics).toMatch(/^feedmill_last_success_timestamp_seconds 1\d{9}(\.\d+)?$/m)
    expect(metrics).toMatch(/^process_resident_memory_bytes \d+$/m)
    expect((await request(`http://127.0.0.1:${port}/`)).status).toBe(404)
    expect((await request(`${server.url}/metrics`)).status).toBe(404)
  })

  it('are at METRICS_HOST, and count the readers of each proxy in TRUSTED_PROXIES one by one', async () => {
    const port = await freePort()
    const server = await startServer({
      CONTENT_DIR: temporaryFolder(linkPosts(1)),
      OUT_DIR: temporaryFolder(),
      REGENERATE_CRON: NEVER,
      METRICS_PORT: String(port),
      METRICS_HOST: '127.0.0.3',
      TRUSTED_PROXIES: '127.0.0.2',
    })
    await eventually(() => server.output().includes('run finished') || undefined)
    const feed = `${server.url}/feeds/ai.xml`
    for (let reader = 1; reader <= 20; reader++) {
      const headers = { 'User-Agent': 'newsboat/2.21', 'X-Forwarded-For': `192.0.2.${reader}` }
      await request(feed, headers, 'GET', '127.0.0.2')
      await request(feed, headers, 'GET', '127.0.0.9')
    }
    const metrics = (await request(`http://127.0.0.3:${port}/metrics`)).body.toString()
    expect(metrics.split('\n')).toContain('feedmill_pollers{feed="ai",day="today"} 21')
    await expect(request(`http://127.0.0.1:${port}/metrics`)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('name their variable if the port is in use', async () => {
    const env = { CONTENT_DIR: temporaryFolder(), OUT_DIR: temporaryFolder(), REGENERATE_CRON: NEVER }
    const server = await startServer(env)
    const METRICS_PORT = new URL(server.url).port
    const { status, stderr } = await runCommand(['start'], { ...env, PORT: '0', METRICS_PORT })
    expect(status).toBe(2)
    expect(stderr).toMatch(/^feedmill: METRICS_PORT \d+ on host 127\.0\.0\.1 cannot be used: .*EADDRINUSE/)
  })
})

describe('the request log', () => {
  it('has one line per request, without client addresses', async () => {
    const server = await startServer({
      CONTENT_DIR: temporaryFolder(linkPosts(1)),
      OUT_DIR: temporaryFolder(),
      REGENERATE_CRON: NEVER,
    })
    await eventually(() => server.output().includes('run finished') || undefined)
    await request(`${server.url}/feeds/ai.xml?from=here`, { 'User-Agent': 'newsboat/2.21' })
    const line = await eventually(() =>
      server
        .output()
        .split('\n')
        .find((text) => text.includes('"msg":"request"')),
    )
    const { time, milliseconds, ...rest } = JSON.parse(line)
    expect(rest).toEqual({
      level: 30,
      method: 'GET',
      url: '/feeds/ai.xml?from=here',
      status: 200,
      agent: 'newsboat/2.21',
      msg: 'request',
    })
    expect(new Date(time).getFullYear()).toBeGreaterThan(2025)
    expect(milliseconds).toBeGreaterThanOrEqual(0)
  })
})
