import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'vitest'
import { isInstalled, outputOf } from '../support/programs.ts'
import { expectToFollow, type Reader, WHOLE } from '../support/subscription.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe.skipIf(!isInstalled('r2e'))('rss2email', () => {
  it.each(WHOLE)(
    'subscribes to %s, gets the %s, and follows a move',
    async (...feed) => {
      await expectToFollow(subscribe, feed)
    },
    120_000,
  )
})

async function subscribe(url: string): Promise<Reader> {
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
