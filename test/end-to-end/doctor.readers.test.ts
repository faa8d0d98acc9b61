import { describe, expect, it } from 'vitest'
import { linkPosts } from '../support/articles.ts'
import { startCaddy } from '../support/caddy.ts'
import { eventually, freePort, runCommand, startServer } from '../support/command.ts'
import { nginxBlocks, startNginx } from '../support/nginx.ts'
import { isInstalled } from '../support/programs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** So many that the feed is worth compressing, and has archives. */
const ARTICLES = linkPosts(60)

/** The rules that are broken, as the command reports them, and its exit status. */
async function examine(url: string, contentDir = '/nowhere') {
  const { stdout, status } = await runCommand(['doctor', url, '--json'], { CONTENT_DIR: contentDir })
  const { feeds, diagnostics } = JSON.parse(stdout) as {
    feeds: { status: number }[]
    diagnostics: { rule: string; file: string }[]
  }
  return {
    ...{ status, statuses: feeds.map((feed) => feed.status) },
    rules: [...new Set(diagnostics.map(({ rule }) => rule))],
  }
}

const NOTHING = { status: 0, statuses: [200, 200, 200, 200], rules: [] }

describe('feedmill doctor', () => {
  it("finds nothing at Feedmill's own server", async () => {
    const contentDir = temporaryFolder(ARTICLES)
    const port = await freePort()
    const publicUrl = `http://localhost:${port}`
    await startServer({
      CONTENT_DIR: contentDir,
      OUT_DIR: temporaryFolder(),
      PORT: String(port),
      PUBLIC_URL: publicUrl,
    })
    await eventually(async () => (await fetch(`${publicUrl}/readyz`)).ok)
    expect(await examine(publicUrl, contentDir)).toEqual(NOTHING)
  })
})

describe.skipIf(!isInstalled('nginx'))('feedmill doctor behind nginx', () => {
  it('finds nothing with the configuration in docs/operations.md', async () => {
    const { contentDir, outDir, port, publicUrl } = await publish()
    const [server = ''] = nginxBlocks()
    await startNginx(server.replace('/srv/feedmill/out', outDir), port)
    expect(await examine(publicUrl, contentDir)).toEqual(NOTHING)
  })

  it('finds nothing if nginx itself compresses, and so weakens the ETags', async () => {
    expect(await examine(await startProxy('gzip on; gzip_types *; gzip_vary on; gzip_proxied any;'))).toEqual(NOTHING)
  })

  it('finds that nginx neither compresses nor passes ETags on', async () => {
    const url = await startProxy('proxy_set_header If-None-Match "";')
    expect(await examine(`${url}/feeds/ai.xml`)).toMatchObject({ status: 1, rules: ['not-compressed', 'etag-ignored'] })
  })
})

describe.skipIf(!isInstalled('caddy'))('feedmill doctor behind Caddy', () => {
  it('finds nothing with the configuration in docs/operations.md', async () => {
    const { contentDir, outDir, port, publicUrl } = await publish()
    await startCaddy(outDir, port)
    expect(await examine(publicUrl, contentDir)).toEqual(NOTHING)
  })
})

/** Publishes articles under the URL of a server that is to be started at the port. */
async function publish() {
  const contentDir = temporaryFolder(ARTICLES)
  const outDir = temporaryFolder()
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  await runCommand(['generate'], { CONTENT_DIR: contentDir, OUT_DIR: outDir, PUBLIC_URL: publicUrl })
  return { contentDir, outDir, port, publicUrl }
}

/** Starts nginx, which asks for uncompressed documents, in front of Feedmill's server. */
async function startProxy(settings: string): Promise<string> {
  const { contentDir, outDir, port, publicUrl } = await publish()
  const server = await startServer({ CONTENT_DIR: contentDir, OUT_DIR: outDir, PUBLIC_URL: publicUrl })
  const proxy = `proxy_set_header Accept-Encoding ""; proxy_pass ${server.url};`
  await startNginx(`server { listen 80; location / { ${settings} ${proxy} } }`, port)
  await eventually(async () => (await fetch(`${publicUrl}/readyz`)).ok)
  return publicUrl
}
