import { join } from 'node:path'
import { expect } from 'vitest'
import { linkPost } from './articles.ts'
import { eventually, type RunningServer, startServer } from './command.ts'
import { temporaryFolder, writeFile } from './temporary-folder.ts'

/** A feed reader with one subscription. */
export interface Reader {
  /** Fetches the feed if it has changed. */
  poll: () => Promise<void>
  /** The titles of its articles, sorted. */
  titles: () => string[]
}

/** A feed, how a change of it is sent, and the status of that response. */
type Sending = [feed: string, kind: 'whole' | 'delta', status: 200 | 226]

export const WHOLE: Sending[] = [
  ['ai.xml', 'whole', 200],
  ['ai.atom', 'whole', 200],
]
export const DELTAS: Sending[] = [
  ['ai.xml', 'delta', 226],
  ['ai.atom', 'delta', 226],
]
export const MIX: Sending = ['mix.atom?any=ai', 'whole', 200]

const WAIT = { timeout: 30_000 }

/** Subscribes a reader to a feed, and expects it to fetch once, revalidate, get changes and follow a redirect. */
export async function expectToFollow(
  subscribe: (url: string) => Promise<Reader>,
  [feed, kind, changedStatus]: Sending,
): Promise<void> {
  const contentDir = temporaryFolder({ 'a.md': article('First') })
  const server = await startServer({
    CONTENT_DIR: contentDir,
    OUT_DIR: temporaryFolder(),
    REGENERATE_CRON: '0 0 1 1 *',
    DELTA_FEEDS: String(kind === 'delta'),
  })
  await eventually(() => server.output().includes('run finished') || undefined)

  const reader = await subscribe(`${server.url}/feeds/${feed}`)
  await expect.poll(() => reader.titles(), WAIT).toEqual(['First'])
  await reader.poll()
  await expect.poll(() => answers(server).at(-1), WAIT).toBe(`/feeds/${feed} 304`)

  writeFile(join(contentDir, 'b.md'), article('Second'))
  await regenerate(server)
  await reader.poll()
  await expect.poll(() => reader.titles(), WAIT).toEqual(['First', 'Second'])
  await expect.poll(() => answers(server).at(-1), WAIT).toBe(`/feeds/${feed} ${changedStatus}`)

  await dateIsPast(`${server.url}/feeds/${feed}`)
  writeFile(join(contentDir, 'topics/ai.yaml'), 'id: machines\nname: AI\nformerIds: [ai]\n')
  writeFile(join(contentDir, 'c.md'), article('Third'))
  await regenerate(server)
  await reader.poll()
  await expect.poll(() => reader.titles(), WAIT).toEqual(['First', 'Second', 'Third'])
  await expect
    .poll(() => answers(server).slice(-2), WAIT)
    .toEqual([`/feeds/${feed} 301`, `/feeds/${feed.replace('ai', 'machines')} 200`])
}

/** As articles that carry only a day: none is later than those before it. */
function article(title: string): string {
  const originalUrl = `https://example.org/${title}`
  return linkPost({ title, originalUrl, publishedDateTime: '2026-01-01', topics: ['AI'] })
}

async function regenerate(server: RunningServer): Promise<void> {
  const runs = () => server.output().match(/"msg":"run finished"/g)?.length
  const before = runs()
  server.child.kill('SIGHUP')
  await eventually(() => runs() !== before || undefined)
}

/** HTTP dates are whole seconds; a second change within a second is dated one second later. */
async function dateIsPast(url: string): Promise<void> {
  const { headers } = await fetch(url, { method: 'HEAD' })
  const date = Date.parse(String(headers.get('last-modified')))
  await eventually(() => Date.now() >= date + 1000 || undefined)
}

/** The responses to requests for feeds, in order. */
function answers(server: RunningServer): string[] {
  return server
    .output()
    .split('\n')
    .filter((line) => line.includes('"msg":"request"') && /"\/feeds\/\w+\.(?:xml|atom)[?"]/.test(line))
    .map((line) => JSON.parse(line) as { url: string; status: number; method: string })
    .filter(({ method }) => method === 'GET')
    .map(({ url, status }) => `${url} ${status}`)
}
