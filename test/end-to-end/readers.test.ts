import { decodeHTML } from 'entities'
import { expect, it } from 'vitest'
import { eventually, startServer } from '../support/command.ts'
import { isInstalled, outputOf } from '../support/programs.ts'
import { hasShared, shared } from '../support/shared.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const judges = hasShared('judges')

const files = {
  'a.md': `---
title: "Tom &amp; Jerry – a study"
excerpt: "What they drew."
publishedDateTime: 2026-03-01T08:30:00Z
originalUrl: "https://example.org/a?b=1&amp;c=2"
provider: {name: "The Example", domain: example.org}
topics: [AI]
---
`,
  'b.md': `---
title: "Über Karten"
publishedDateTime: 2026-02-01T00:00:00Z
originalUrl: "https://example.org/b"
authors: [{name: "Ada Walker"}]
topics: [AI]
---
`,
}

it.skipIf(!judges || !isInstalled('newsboat') || !isInstalled('sqlite3')).each(['xml', 'atom'])(
  'newsboat lists the articles of a subscription: %s',
  async (extension) => {
    const lines = outputOf('sh', shared('judges/newsboat.sh'), `${await serve()}/feeds/ai.${extension}`)
      .trim()
      .split('\n')
    expect(lines.sort()).toEqual([
      'Tom & Jerry – a study|The Example|https://example.org/a?b=1&c=2||',
      'Über Karten|Ada Walker|https://example.org/b||',
    ])
  },
)

it
  .skipIf(!judges || !isInstalled('liferea') || !isInstalled('xvfb-run') || !isInstalled('dbus-run-session'))
  .each(['xml', 'atom'])(
  'liferea lists the articles of a subscription: %s',
  async (extension) => {
    const lines = outputOf('sh', shared('judges/liferea.sh'), `${await serve()}/feeds/ai.${extension}`)
      .trim()
      .split('\n')
    expect(lines.sort()).toEqual([
      'Tom & Jerry – a study|https://example.org/a?b=1&c=2|2026-03-01 08:30:00|https://example.org/a?b=1&c=2',
      'Über Karten|https://example.org/b|2026-02-01 00:00:00|https://example.org/b',
    ])
  },
  120_000,
)

it.skipIf(!judges || !isInstalled('/usr/bin/python3')).each(['xml', 'atom'])(
  'feedparser lists the articles of a subscription: %s',
  async (extension) => {
    const url = `${await serve()}/feeds/ai.${extension}`
    const [head = '', ...entries] = outputOf('/usr/bin/python3', shared('judges/read-with-feedparser.py'), url)
      .trim()
      .split('\n')
    expect(JSON.parse(head)).toMatchObject({ bozo: false, title: 'AI – Feedmill', entries: 2 })
    expect(entries.map((entry) => inOwnWords(JSON.parse(entry)))).toEqual([
      {
        id: 'https://example.org/a?b=1&c=2',
        title: 'Tom & Jerry – a study',
        link: 'https://example.org/a?b=1&c=2',
        author: 'The Example',
        published: '2026-03-01T08:30:00.000Z',
      },
      {
        id: 'https://example.org/b',
        title: 'Über Karten',
        link: 'https://example.org/b',
        author: 'Ada Walker',
        published: '2026-02-01T00:00:00.000Z',
      },
    ])
  },
)

async function serve(): Promise<string> {
  const { url } = await startServer({
    CONTENT_DIR: temporaryFolder(files),
    OUT_DIR: temporaryFolder(),
    REGENERATE_CRON: '0 0 1 1 *',
  })
  await eventually(async () => (await fetch(`${url}/readyz`)).ok || undefined)
  return url
}

/** feedparser gives the title of an Atom entry as the HTML that it is, and dates in the words of the format. */
function inOwnWords({ updated: _, published = '', title = '', ...entry }: Record<string, string>) {
  return { ...entry, title: decodeHTML(title), published: new Date(published).toISOString() }
}
