import { decodeHTML } from 'entities'
import { describe, expect, it } from 'vitest'
import { isInstalled, outputOf } from '../support/programs.ts'
import { serveSubscribedArticles } from '../support/subscribed-articles.ts'

const SCRIPT = `
import feedparser, json, sys
feed = feedparser.parse(sys.argv[1])
keys = ("id", "title", "link", "author", "published")
entries = [{key: entry.get(key) for key in keys} for entry in feed.entries]
print(json.dumps({"bozo": bool(feed.bozo), "title": feed.feed.title, "entries": entries}))
`

describe.skipIf(!isInstalled('/usr/bin/python3'))('feedparser', () => {
  it.each(['xml', 'atom'])('lists the articles of a subscription: %s', async (extension) => {
    const { entries, ...feed } = JSON.parse(
      outputOf('/usr/bin/python3', '-c', SCRIPT, await serveSubscribedArticles(extension)),
    )
    expect(feed).toEqual({ bozo: false, title: 'AI – Feedmill' })
    expect(entries.map(inOwnWords)).toEqual([
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
  })
})

/** feedparser returns the title of an Atom entry as HTML, and dates in the syntax of the format. */
function inOwnWords({ published = '', title = '', ...entry }: Record<string, string>) {
  return { ...entry, title: decodeHTML(title), published: new Date(published).toISOString() }
}
