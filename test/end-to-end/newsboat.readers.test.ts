import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isInstalled, outputOf } from '../support/programs.ts'
import { serveSubscribedArticles } from '../support/subscribed-articles.ts'
import { DELTAS, expectToFollow, MIX, WHOLE } from '../support/subscription.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe.skipIf(!isInstalled('newsboat', 'sqlite3'))('newsboat', () => {
  it.each(['xml', 'atom'])('lists the articles of a subscription: %s', async (extension) => {
    const reader = await subscribe(await serveSubscribedArticles(extension))
    expect(reader.select('title, author, url, enclosure_type, enclosure_url')).toEqual([
      'Tom & Jerry – a study|The Example|https://example.org/a?b=1&c=2||',
      'Über Karten|Ada Walker|https://example.org/b||',
    ])
  })

  it.each([...WHOLE, ...DELTAS, MIX])(
    'subscribes to %s, gets the %s, and follows a move',
    async (...feed) => {
      await expectToFollow(subscribe, feed)
    },
    120_000,
  )
})

/** newsboat stores the validators of a feed from its second fetch on. */
async function subscribe(url: string) {
  const home = temporaryFolder({ urls: `${url}\n`, config: 'reload-threads 1\ndownload-retries 1\n' })
  const cache = join(home, 'cache.db')
  const files = ['-u', join(home, 'urls'), '-C', join(home, 'config'), '-c', cache]
  const poll = async () => void outputOf('env', `HOME=${home}`, 'newsboat', '-q', ...files, '-x', 'reload')
  await poll()
  await poll()
  const select = (columns: string) =>
    outputOf('sqlite3', cache, `select ${columns} from rss_item order by title`).trim().split('\n')
  return { poll, titles: () => select('title'), select }
}
