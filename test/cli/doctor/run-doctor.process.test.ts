import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type DoctorOptions, runDoctor } from '../../../src/cli/doctor/run-doctor.ts'
import type { ArticleSummary } from '../../../src/model/article.ts'
import { startDeployment } from '../../support/deployment.ts'
import { isInstalled } from '../../support/programs.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { spoiltDeployments } from './deployments.ts'

const options: DoctorOptions = {
  ...{ articles: undefined, publicUrl: 'https://e.example', feedItems: 50 },
  now: () => new Date('2026-11-01T00:00:00Z'),
}

async function examine(url: string, more: Partial<DoctorOptions> = {}) {
  const { diagnostics, ...report } = await runDoctor(url, { ...options, ...more })
  return { ...report, diagnostics, rules: diagnostics.map(({ rule }) => rule) }
}

describe('a deployed feed', () => {
  it('that answers as readers need it has nothing wrong', async () => {
    const { visits, diagnostics } = await examine(`${await startDeployment()}/feed.xml`)
    expect(diagnostics).toEqual([])
    expect(visits.map(({ feed }) => feed?.content.document.format)).toEqual(['rss'])
  })

  it.each(spoiltDeployments)('behind $name', async ({ rules, message, path = '/feed.xml', ...deployment }) => {
    const base = await startDeployment(deployment)
    const found = await examine(base + path)
    expect(found.rules).toEqual(rules)
    expect(found.diagnostics[0]?.message).toBe(message.replaceAll('BASE', base))
  })

  it('that nobody serves is not there', async () => {
    const { diagnostics } = await examine('http://localhost:1/feed.xml')
    expect(diagnostics).toMatchObject([
      { rule: 'feed-unreachable', file: 'http://localhost:1/feed.xml', message: 'connect ECONNREFUSED 127.0.0.1:1' },
    ])
  })

  it('without TLS has none at an https URL', async () => {
    const base = await startDeployment()
    const { diagnostics } = await examine(base.replace('http:', 'https:'))
    expect(diagnostics).toMatchObject([
      { rule: 'feed-unreachable', message: 'the TLS handshake fails: there may be no TLS at this port' },
    ])
  })

  it.skipIf(!isInstalled('openssl'))('with a certificate that nobody signed is refused', async () => {
    const folder = temporaryFolder()
    const [keyFile, certFile] = ['key.pem', 'cert.pem'].map((name) => join(folder, name)) as [string, string]
    const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30']
    execFileSync('openssl', [...request, '-subj', '/CN=localhost', '-keyout', keyFile, '-out', certFile], {
      stdio: 'pipe',
    })
    const base = await startDeployment({ tls: { key: readFileSync(keyFile), cert: readFileSync(certFile) } })
    const { diagnostics } = await examine(`${base}/feed.xml`)
    expect(diagnostics).toMatchObject([{ rule: 'certificate-invalid', message: 'self-signed certificate' }])
  })
})

describe('a feed and the corpus', () => {
  const article = (name: string, more: Partial<ArticleSummary> = {}): ArticleSummary => ({
    ...{
      file: `${name}.md`,
      id: `https://e.example/${name}`,
      title: name,
      slug: name,
      link: `https://e.example/${name}`,
    },
    ...{ digest: '', size: 0, topics: [], published: new Date('2026-01-01'), updated: new Date('2026-01-01'), ...more },
  })

  /** Serves a feed with one item under the name of the feed of all articles. */
  async function startAll() {
    const base = await startDeployment()
    const feed = await fetch(`${base}/feed.xml`)
    const text = (await feed.text()).replace('/feed.xml', '/feeds/all.xml')
    const all = await startDeployment({ paths: { '/feeds/all.xml': (_, response) => response.end(text) } })
    return `${all}/feeds/all.xml`
  }

  it('with the same ids agree', async () => {
    const url = `${await startDeployment()}/feed.xml`
    expect((await examine(url, { articles: [article('2'), article('1')] })).rules).toEqual([])
  })

  it('differ if an article has another id than its item', async () => {
    const { diagnostics } = await examine(`${await startDeployment()}/feed.xml`, {
      articles: [article('1', { id: 'urn:1' })],
    })
    expect(diagnostics).toMatchObject([
      {
        rule: 'ids-differ',
        message: '1 of 1 item, such as "https://e.example/1", which 1.md now gives the id "urn:1"',
      },
    ])
  })

  it('differ if an item is no article', async () => {
    const { diagnostics } = await examine(`${await startDeployment()}/feed.xml`, { articles: [article('2')] })
    expect(diagnostics).toMatchObject([
      { rule: 'items-unknown', message: '1 of 1 item not in the corpus, such as "One"' },
    ])
  })

  it('differ if the feed of all articles lacks some', async () => {
    const { diagnostics } = await examine(await startAll(), { articles: [article('2'), article('1')] })
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        rule: 'feed-behind',
        message: '1 article of the corpus not in the feed, although due',
      }),
    )
  })
})

describe('a site', () => {
  it('is looked at by the feed of each format that its page names, and one of a topic', async () => {
    const html = `<!DOCTYPE html><html><head><title>T</title>
<link rel="alternate" type="application/rss+xml" href="/feed.xml"><link rel="alternate" hreflang="de" href="/de">
<link rel="alternate" type="application/rss+xml" href="/comments.xml"><link rel="stylesheet alternate" type="application/atom+xml" href="a.atom">
</head><body><p>Hello</body></html>`
    const opml = `<opml version="2.0"><head/><body><outline text="all" xmlUrl="https://e.example/feeds/all.xml"/>
<outline text="Topics"><outline text="AI" xmlUrl="BASE/feeds/ai.xml"/></outline></body></opml>`
    const base = await startDeployment({
      paths: {
        '/': (_, response) => response.setHeader('Content-Type', 'text/html').end(html),
        '/feeds.opml': ({ headers }, response) => response.end(opml.replace('BASE', `http://${headers.host}`)),
      },
    })
    const { visits } = await examine(`${base}/`)
    expect(visits.map(({ url }) => url)).toEqual([`${base}/feed.xml`, `${base}/a.atom`, `${base}/feeds/ai.xml`])
  })

  it('without feeds is a page instead of a feed', async () => {
    const base = await startDeployment({
      paths: { '/': (_, response) => response.end('<html><title>Home</title></html>') },
    })
    expect((await examine(`${base}/`)).rules).toEqual(['page-instead-of-feed'])
  })
})
