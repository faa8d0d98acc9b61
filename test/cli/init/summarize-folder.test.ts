import { readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { summarizeFolder } from '../../../src/cli/init/summarize-folder.ts'
import { writeSettings } from '../../../src/cli/init/write-settings.ts'
import { parseConfig } from '../../../src/config.ts'
import { linkPost, linkPosts } from '../../support/articles.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const summarize = (files: Record<string, string>) => {
  const folder = temporaryFolder(files)
  for (const path of Object.keys(files)) utimesSync(join(folder, path), new Date(0), new Date(0))
  return summarizeFolder(folder, parseConfig({ PUBLIC_URL: 'https://feeds.example.org' }), () => new Date())
}

describe('the summary of a folder', () => {
  it('counts files, fields, topics and errors, and has three samples', async () => {
    const { proposal, ...summary } = await summarize({
      ...linkPosts(2),
      'hosted.md': '---\ntitle: Hosted\npublishedDateTime: 2020-05-06\ntopics: [ai, Maps]\nlayout: post\n---\nText.\n',
      'draft.md': linkPost({
        published: false,
        password: 'x',
        permalink: '/a/',
        originalUrl: 'https://example.org/draft',
      }),
      'bad.md': '# No front matter\n\nText.',
      'old.rst': 'Old',
    })
    expect(summary).toEqual({
      understood: 'Plain folder of articles',
      files: 5,
      articles: 3,
      skipped: 1,
      ignored: { draft: 1 },
      others: { '.rst': 1 },
      fields: [
        { name: 'title', count: 4, becomes: 'title' },
        { name: 'publishedDateTime', count: 4, becomes: 'published' },
        { name: 'topics', count: 4, becomes: 'topics' },
        { name: 'excerpt', count: 3, becomes: 'excerpt' },
        { name: 'originalUrl', count: 3, becomes: 'originalUrl' },
        { name: 'published', count: 1, becomes: 'draft' },
        { name: 'password', count: 1, becomes: 'draft' },
        { name: 'permalink', count: 1, becomes: 'url' },
        { name: 'layout', count: 1, becomes: undefined },
      ],
      topics: [
        { name: 'AI', count: 3 },
        { name: 'Maps', count: 1 },
      ],
      samples: [
        {
          title: 'Post ai-0',
          published: new Date('2026-01-01T00:00:00Z'),
          link: 'https://example.org/ai-0',
          id: 'https://example.org/ai-0',
        },
        {
          title: 'Post ai-1',
          published: new Date('2025-12-31T00:00:00Z'),
          link: 'https://example.org/ai-1',
          id: 'https://example.org/ai-1',
        },
        {
          title: 'Hosted',
          published: new Date('2020-05-06T00:00:00Z'),
          link: 'https://feeds.example.org/articles/hosted/',
          id: 'tag:feedmill.invalid,2026:hosted.md',
        },
      ],
      errors: [{ name: 'front-matter-missing', count: 1 }],
    })
    expect(proposal).toContainEqual({
      ...{ key: 'timezone', value: 'UTC', comment: 'of dates without a zone', isExample: true },
    })
  })

  it('proposes what the configuration of the site says', async () => {
    const { understood, proposal } = await summarize({
      ...linkPosts(1),
      '_config.yml': 'url: https://blog.example.org\ntimezone: Asia/Taipei\n',
    })
    expect(understood).toBe(
      'Jekyll site (_config.yml): https://blog.example.org, time zone Asia/Taipei, permalinks from the configuration',
    )
    expect(proposal.filter(({ isExample }) => !isExample).map(({ key, value }) => [key, value])).toEqual([
      ['generator', 'jekyll'],
      ['site', 'https://blog.example.org'],
      ['timezone', 'Asia/Taipei'],
    ])
  })

  it('proposes nothing if there are settings', async () => {
    expect((await summarize({ ...linkPosts(1), 'feedmill.yaml': 'timezone: UTC\n' })).proposal).toEqual([])
  })
})

describe('the settings', () => {
  it('are written once, and never replaced', () => {
    const folder = temporaryFolder()
    writeSettings(folder, 'timezone: UTC\n')
    expect(() => writeSettings(folder, 'timezone: Asia/Tokyo\n')).toThrow(
      expect.objectContaining({
        code: 'settings-not-written',
        message: `${folder}/feedmill.yaml is already there, and was not changed`,
      }),
    )
    expect(readFileSync(join(folder, 'feedmill.yaml'), 'utf8')).toBe('timezone: UTC\n')
  })
})
