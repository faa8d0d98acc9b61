import { describe, expect, it } from 'vitest'
import { formats } from '../../src/formats/formats.ts'
import { linkPosts } from '../support/articles.ts'
import { feedOf } from '../support/feeds.ts'

const ICON = 'https://feeds.example/icon.png'
const TOPIC = 'https://example.org/ai.png'

describe('a feed', () => {
  it('shows the icon of the site in every format', () => {
    const { rss, atom, json } = headsOf(linkPosts(1))
    expect(rss).toContain(`<url>${ICON}</url>`)
    expect(atom).toContain(`<icon>${ICON}</icon>`)
    expect(atom).not.toContain('<logo>')
    expect(JSON.parse(`${json}]}`)).toMatchObject({ icon: ICON, favicon: ICON })
  })

  it('shows the picture of its topic instead where there is one, and the icon beside it', () => {
    const { rss, atom, json } = headsOf({ ...linkPosts(1), 'topics/ai.yaml': `name: AI\nimage: ${TOPIC}` })
    expect(rss).toContain(`<url>${TOPIC}</url>`)
    expect(rss).not.toContain(ICON)
    expect(atom).toContain(`<icon>${ICON}</icon>`)
    expect(atom).toContain(`<logo>${TOPIC}</logo>`)
    expect(JSON.parse(`${json}]}`)).toMatchObject({ icon: TOPIC, favicon: ICON })
  })

  it('has no picture in RSS that RSS does not allow', () => {
    const { rss, atom } = headsOf(linkPosts(1), 'icon.svg')
    expect(rss).not.toContain('<image>')
    expect(atom).toContain('<icon>https://feeds.example/icon.svg</icon>')
  })
})

function headsOf(files: Record<string, string>, feedIcon = 'icon.png'): Record<'rss' | 'atom' | 'json', string> {
  const feed = feedOf(files, 'ai', { feedIcon })
  const heads = formats.map((format) => [format.id, format.frame(feed, feed.subscription).head])
  return Object.fromEntries(heads)
}
