import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkFeed } from '../../../src/cli/compare-feed/check-feed.ts'
import { readFeed } from '../../../src/cli/compare-feed/read-feed.ts'
import type { ArticleSummary } from '../../../src/model/article.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const article: ArticleSummary = {
  ...{ file: 'a.md', id: 'tag:feedmill.invalid,2026:a.md', title: 'A', slug: 'a', digest: '', size: 0, topics: [] },
  ...{ published: new Date('2026-01-01'), updated: new Date('2026-01-01') },
}

const rss = (guid: string) => `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>Ä</title>
<link>https://feeds.example/articles/a/</link><guid isPermaLink="false">${guid}</guid></item></channel></rss>`

const options = { publicUrl: 'https://feeds.example', feedItems: 50 }

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`
}

describe('checkFeed', () => {
  it('compares a file with the pages of hosted articles', async () => {
    const folder = temporaryFolder({ 'same.xml': rss(article.id), 'other.xml': rss('urn:x:1') })
    expect(await checkFeed(join(folder, 'same.xml'), [article], options)).toMatchObject({ exitStatus: 0 })
    const { report, exitStatus } = await checkFeed(join(folder, 'other.xml'), [article], { ...options, json: true })
    expect(exitStatus).toBe(1)
    expect(JSON.parse(report)).toMatchObject({ sameLink: [{ file: 'a.md', line: 'id: "urn:x:1"' }] })
  })

  it('compares a URL, also after a redirect', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/feed.xml') response.writeHead(301, { Location: '/new.xml' }).end()
      else response.end(rss(article.id))
    })
    expect(await checkFeed(url, [article], options)).toMatchObject({ exitStatus: 0 })
  })
})

describe('readFeed', () => {
  it('decodes the encoding that the server or the document names', async () => {
    const latin1 = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><rss>\u00c4</rss>', 'latin1')
    expect(await readFeed(await serve((_, response) => response.end(latin1)))).toContain('<rss>Ä</rss>')
    const url = await serve((_, response) =>
      response.setHeader('Content-Type', 'text/xml; charset=iso-8859-1').end(Buffer.from('Ä', 'latin1')),
    )
    expect(await readFeed(url)).toBe('Ä')
  })

  it.each<[string, RequestListener]>([
    ['the server answers 404 Not Found', (_, response) => response.writeHead(404).end()],
    ['it is larger than 20 MiB', (_, response) => response.end(Buffer.alloc(20 * 1024 * 1024 + 1))],
    ['other side closed', (_, response) => response.destroy()],
  ])('fails if %s', async (reason, listener) => {
    const url = await serve(listener)
    await expect(readFeed(url)).rejects.toMatchObject({
      ...{ code: 'feed-unreadable', exitStatus: 2, message: `"${url}" cannot be read: ${reason}` },
    })
  })

  it('fails if there is no such file or server', async () => {
    await expect(readFeed('/none.xml')).rejects.toMatchObject({ message: expect.stringContaining('ENOENT') })
    await expect(readFeed('http://127.0.0.1:1/')).rejects.toMatchObject({ code: 'feed-unreadable' })
  })
})
