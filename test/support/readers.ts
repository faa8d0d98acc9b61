import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { outputOf } from './programs.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A feed reader with one subscription. */
interface Reader {
  /** Fetches the feed if it changed. */
  poll: () => Promise<void>
  /** The titles of the articles it has, sorted. */
  titles: () => string[]
}

/** The readers that are tried, the programs that each needs, and how it subscribes. */
export const readers = {
  newsboat: { programs: ['newsboat', 'sqlite3'], subscribe: subscribeNewsboat },
  rss2email: { programs: ['r2e'], subscribe: subscribeRss2email },
  liferea: { programs: ['liferea', 'xvfb-run', 'dbus-run-session', 'sqlite3'], subscribe: subscribeLiferea },
}

/** newsboat keeps the validators of a feed from its second fetch on. */
async function subscribeNewsboat(url: string): Promise<Reader> {
  const home = temporaryFolder({ urls: `${url}\n`, config: 'reload-threads 1\ndownload-retries 1\n' })
  const cache = join(home, 'cache.db')
  const files = ['-u', join(home, 'urls'), '-C', join(home, 'config'), '-c', cache]
  const poll = async () => void outputOf('env', `HOME=${home}`, 'newsboat', '-q', ...files, '-x', 'reload')
  await poll()
  await poll()
  return { poll, titles: () => query(cache, 'select title from rss_item') }
}

async function subscribeRss2email(url: string): Promise<Reader> {
  const home = temporaryFolder()
  const mails = join(home, 'mails')
  for (const folder of ['cur', 'new', 'tmp']) mkdirSync(join(mails, 'feeds', folder), { recursive: true })
  const config = join(home, 'config')
  const settings = {
    to: 'reader@example.org',
    'email-protocol': 'maildir',
    'maildir-path': mails,
    'maildir-mailbox': 'feeds',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`)
  writeFileSync(config, `[DEFAULT]\n${lines.join('')}`)
  const run = (...args: string[]) =>
    void outputOf('env', `HOME=${home}`, 'r2e', '-c', config, '-d', join(home, 'data.json'), ...args)
  run('add', 'feed', url)
  const poll = async () => run('run')
  await poll()
  const folder = join(mails, 'feeds', 'new')
  const subject = (name: string) => /^Subject: (.*)$/m.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? ''
  return { poll, titles: () => readdirSync(folder).map(subject).sort() }
}

/** liferea runs all the time; it is told what to do over D-Bus, by lines on the standard input of its session. */
async function subscribeLiferea(url: string): Promise<Reader> {
  const home = temporaryFolder({
    '.config/liferea/feedlist.opml':
      '<?xml version="1.0"?><opml version="1.0"><head><title>none</title></head><body/></opml>',
    'session.sh': `
      liferea -p -w hidden >"$HOME/out.log" 2>&1 &
      sleep 5; echo ready
      while read -r call; do
        dbus-send --session --print-reply --dest=org.gnome.feed.Reader /org/gnome/feed/Reader org.gnome.feed.Reader.$call >&2
        sleep 3; echo done
      done`,
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
  })
  const answer = () => new Promise((resolve) => session.stdout.once('data', resolve))
  const call = async (text: string): Promise<void> => {
    session.stdin.write(`${text}\n`)
    await answer()
  }
  await answer()
  await call(`Subscribe string:${url}`)
  const database = join(home, '.local/share/liferea/liferea.db')
  return { poll: () => call('Refresh'), titles: () => query(database, 'select title from items') }
}

function query(database: string, sql: string): string[] {
  return outputOf('sqlite3', database, sql).trim().split('\n').sort()
}
