import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { linkPost } from '../support/articles.ts'
import { eventually, type RunningServer, startServer } from '../support/command.ts'
import { isInstalled } from '../support/programs.ts'
import { readers } from '../support/readers.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

/** Dates of HTTP are whole seconds, and a second change within one is dated in the next. */
const A_SECOND_CHANGE = 2100

const WAIT = { timeout: 10_000 }

const cases = [
  ['newsboat', 'xml', 'whole', 200],
  ['newsboat', 'atom', 'whole', 200],
  ['rss2email', 'xml', 'whole', 200],
  ['rss2email', 'atom', 'whole', 200],
  ['liferea', 'xml', 'whole', 200],
  ['liferea', 'atom', 'whole', 200],
  ['newsboat', 'xml', 'delta', 226],
  ['newsboat', 'atom', 'delta', 226],
  ['liferea', 'xml', 'delta', 226],
  ['liferea', 'atom', 'delta', 226],
] as const

describe.each(cases)('%s subscribed to %s, sent the %s', (name, extension, kind, changedStatus) => {
  const { programs, subscribe } = readers[name]

  it.skipIf(!programs.every(isInstalled))(
    'fetches once, asks again, gets what is new, keeps what it has, and follows a move',
    async () => {
      const contentDir = temporaryFolder({ 'a.md': article('First') })
      const server = await startServer({
        CONTENT_DIR: contentDir,
        OUT_DIR: temporaryFolder(),
        REGENERATE_CRON: '0 0 1 1 *',
        DELTA_FEEDS: String(kind === 'delta'),
      })
      await eventually(() => server.output().includes('run finished') || undefined)

      const reader = await subscribe(`${server.url}/feeds/ai.${extension}`)
      await expect.poll(() => reader.titles(), WAIT).toEqual(['First'])
      await reader.poll()
      await expect.poll(() => answers(server).at(-1), WAIT).toBe(`/feeds/ai.${extension} 304`)

      writeFile(join(contentDir, 'b.md'), article('Second'))
      await regenerate(server)
      await reader.poll()
      await expect.poll(() => reader.titles(), WAIT).toEqual(['First', 'Second'])
      await expect.poll(() => answers(server).at(-1), WAIT).toBe(`/feeds/ai.${extension} ${changedStatus}`)

      await wait(A_SECOND_CHANGE)
      writeFile(join(contentDir, 'topics/ai.yaml'), 'id: machines\nname: AI\nformerIds: [ai]\n')
      writeFile(join(contentDir, 'c.md'), article('Third'))
      await regenerate(server)
      await reader.poll()
      await expect.poll(() => reader.titles(), WAIT).toEqual(['First', 'Second', 'Third'])
      await expect
        .poll(() => answers(server).slice(-2), WAIT)
        .toEqual([`/feeds/ai.${extension} 301`, `/feeds/machines.${extension} 200`])
    },
    120_000,
  )
})

function article(title: string): string {
  return linkPost({ title, originalUrl: `https://example.org/${title}`, topics: ['AI'] })
}

async function regenerate(server: RunningServer): Promise<void> {
  const runs = () => server.output().match(/"msg":"run finished"/g)?.length
  const before = runs()
  server.child.kill('SIGHUP')
  await eventually(() => runs() !== before || undefined)
}

/** What was answered to requests for feeds, in order. */
function answers(server: RunningServer): string[] {
  return server
    .output()
    .split('\n')
    .filter((line) => line.includes('"msg":"request"') && /"\/feeds\/\w+\.(xml|atom)"/.test(line))
    .map((line) => JSON.parse(line) as { url: string; status: number })
    .map(({ url, status }) => `${url} ${status}`)
}
