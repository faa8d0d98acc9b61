import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isInstalled, outputOf } from '../support/programs.ts'
import { serveSubscribedArticles } from '../support/subscribed-articles.ts'
import { DELTAS, expectToFollow, WHOLE } from '../support/subscription.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe.skipIf(!isInstalled('liferea', 'xvfb-run', 'dbus-run-session', 'sqlite3'))('liferea', () => {
  it.each(['xml', 'atom'])(
    'lists the articles of a subscription: %s',
    async (extension) => {
      const reader = await subscribe(await serveSubscribedArticles(extension))
      await expect
        .poll(() => reader.select('title, source, datetime(date, "unixepoch"), source_id'), { timeout: 30_000 })
        .toEqual([
          'Tom & Jerry – a study|https://example.org/a?b=1&c=2|2026-03-01 08:30:00|https://example.org/a?b=1&c=2',
          'Über Karten|https://example.org/b|2026-02-01 00:00:00|https://example.org/b',
        ])
    },
    120_000,
  )

  it.each([...WHOLE, ...DELTAS])(
    'subscribes to %s, gets the %s, and follows a move',
    async (...feed) => {
      await expectToFollow(subscribe, feed)
    },
    120_000,
  )
})

/** liferea keeps running; it is controlled over D-Bus by lines on the standard input of its session. */
async function subscribe(url: string) {
  const home = temporaryFolder({
    '.config/liferea/feedlist.opml':
      '<?xml version="1.0"?><opml version="1.0"><head><title>none</title></head><body/></opml>',
    'session.sh': `
      send() {
        dbus-send --session --print-reply --dest=org.gnome.feed.Reader /org/gnome/feed/Reader org.gnome.feed.Reader.$1 $2 >&2
      }
      liferea -p -w hidden >"$HOME/out.log" 2>&1 &
      until send Ping; do sleep 0.1; done; echo done
      while read -r call; do send $call; echo done; done`,
  })
  const runtime = mkdtempSync(join(tmpdir(), 'feedmill-runtime-'))
  const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: runtime, GSETTINGS_BACKEND: 'memory' }
  const session = spawn('dbus-run-session', ['--', 'xvfb-run', '-a', 'sh', join(home, 'session.sh')], {
    env: { ...env, NO_AT_BRIDGE: '1' },
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  })
  onTestFinished(async () => {
    process.kill(-Number(session.pid), 'SIGTERM')
    await once(session, 'close')
    rmSync(runtime, { recursive: true, force: true })
  })
  const answer = () => new Promise((resolve) => session.stdout.once('data', resolve))
  const call = async (text: string): Promise<void> => {
    session.stdin.write(`${text}\n`)
    await answer()
  }
  await answer()
  await call(`Subscribe string:${url}`)
  const database = join(home, '.local/share/liferea/liferea.db')
  const select = (columns: string) =>
    existsSync(database)
      ? outputOf('sqlite3', database, `select ${columns} from items order by title`).trim().split('\n')
      : []
  return { poll: () => call('Refresh'), titles: () => select('title'), select }
}
