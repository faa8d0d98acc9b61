import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { linkPosts } from '../support/articles.ts'
import { eventually, freePort, startServer } from '../support/command.ts'
import { isInstalled, outputOf } from '../support/programs.ts'
import { request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const DEPLOY = fileURLToPath(new URL('../../deploy', import.meta.url))

interface Rules {
  groups: { rules: { alert: string; expr: string }[] }[]
}

interface Dashboard {
  panels: { title: string; targets: { expr: string }[] }[]
}

const alerts = load(readFileSync(join(DEPLOY, 'prometheus/alerts.yml'), 'utf8')) as Rules
const dashboard = JSON.parse(readFileSync(join(DEPLOY, 'grafana/feedmill.json'), 'utf8')) as Dashboard
const alertExpressions = alerts.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr))
const panelExpressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))

describe.skipIf(!isInstalled('promtool'))('the alerts, by promtool', () => {
  it('are valid, and fire when they must, and only then', () => {
    expect(outputOf('promtool', 'check', 'rules', join(DEPLOY, 'prometheus/alerts.yml'))).toContain(
      `SUCCESS: ${alertExpressions.length} rules found`,
    )
    const tests = fileURLToPath(new URL('alerts.yml', import.meta.url))
    expect(outputOf('promtool', 'test', 'rules', tests)).toContain('SUCCESS')
    const tried = readFileSync(tests, 'utf8').matchAll(/- alertname: (\w+)/g)
    expect(new Set(Array.from(tried, ([, name]) => name))).toEqual(
      new Set(alerts.groups.flatMap(({ rules }) => rules.map(({ alert }) => alert))),
    )
  })

  it('and the expressions of the dashboard are PromQL', () => {
    const rules = panelExpressions.map((expr, index) => ({
      record: `panel:${index}`,
      expr: expr.replaceAll('$__rate_interval', '5m'),
    }))
    const folder = temporaryFolder({ 'panels.yml': JSON.stringify({ groups: [{ name: 'panels', rules }] }) })
    expect(outputOf('promtool', 'check', 'rules', join(folder, 'panels.yml'))).toContain(
      `SUCCESS: ${rules.length} rules found`,
    )
  })
})

it('every metric that an alert or the dashboard names is one that a server has after a run and a request', async () => {
  const port = await freePort()
  const server = await startServer({
    CONTENT_DIR: temporaryFolder(linkPosts(1)),
    OUT_DIR: temporaryFolder(),
    METRICS_PORT: String(port),
  })
  await eventually(() => server.output().includes('run finished') || undefined)
  await request(`${server.url}/feeds/all.xml`, { 'User-Agent': 'Feedly/1.0 (12 subscribers)' })
  const series = await eventually(async () => {
    const text = (await request(`http://127.0.0.1:${port}/metrics`)).body.toString()
    return text.includes('feedmill_pollers{') ? text : undefined
  })
  const known = new Set(Array.from(series.matchAll(/^([a-z_]+)[{ ]/gm), ([, name]) => name))
  const named = [...alertExpressions, ...panelExpressions].flatMap(
    (expr) => expr.match(/\b(?:feedmill|process|nodejs)_[a-z_]+/g) ?? [],
  )
  expect(named.length).toBeGreaterThan(alertExpressions.length + panelExpressions.length - 2)
  expect(named.filter((name) => !known.has(name))).toEqual([])
})
