import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { FolderSummary } from '../../../src/cli/init/folder-summary.ts'
import { formatFolderSummary } from '../../../src/cli/init/format-folder-summary.ts'

const VIEW = { contentDir: 'blog/posts', colours: false, isWritten: false }

const SUMMARY: FolderSummary = {
  understood: 'Hugo site (hugo.toml): https://blog.example.org',
  files: 312,
  articles: 290,
  skipped: 2,
  ignored: { draft: 12, page: 8 },
  others: { '.rst': 4, '.png': 80 },
  fields: [
    { name: 'title', count: 312, becomes: 'title' },
    { name: 'date', count: 310, becomes: 'publishedDateTime' },
    { name: 'layout', count: 300 },
    { name: 'tags', count: 311, becomes: 'topics' },
  ],
  topics: [
    { name: 'Maps', count: 4 },
    { name: 'AI', count: 40 },
  ],
  samples: [
    {
      title: 'The newest',
      published: new Date('2026-03-01T09:30:00Z'),
      link: 'https://blog.example.org/2026/03/newest/',
      id: 'https://blog.example.org/2026/03/newest/',
    },
    {
      title: 'The oldest',
      published: new Date('2011-01-02T00:00:00Z'),
      link: 'https://blog.example.org/2011/01/oldest/',
      id: 'https://blog.example.org/2011/01/oldest',
    },
  ],
  errors: [],
  proposal: [
    { key: 'generator', value: 'hugo', comment: 'recognised by blog/hugo.toml' },
    { key: 'site', value: 'https://blog.example.org', comment: 'where the articles live' },
    { key: 'topics', value: { minArticles: 3 }, comment: 'topics with fewer articles have no feed', isExample: true },
  ],
}

/** As much of everything as there can be. */
const LARGE: FolderSummary = {
  ...SUMMARY,
  fields: Array.from({ length: 40 }, (_, index) => ({ name: `a-field-with-a-long-name-${index}`, count: 40 - index })),
  topics: Array.from({ length: 900 }, (_, index) => ({
    name: `A topic with a long name ${index}`,
    count: 9999 - index,
  })),
  samples: Array.from({ length: 3 }, () => ({
    title: 'A title that never ends, '.repeat(20),
    published: new Date('2026-03-01T09:30:00Z'),
    link: 'https://blog.example.org/a/',
    id: 'tag:a',
  })),
  proposal: Array.from({ length: 6 }, (_, index) => ({ key: `key${index}`, value: 'value', comment: 'a comment' })),
}

describe('what init shows of a folder', () => {
  it('is what was understood, and the settings to write', () => {
    expect(formatFolderSummary(SUMMARY, VIEW)).toBe(`Hugo site (hugo.toml): https://blog.example.org
312 files in blog/posts; 290 articles; 2 skipped (feedmill check blog/posts); ignored: 12 drafts, 8 pages; not read: 4 .rst

Field   Files  Becomes
title     312  title
tags      311  topics
date      310  publishedDateTime
layout    300  –

2 topics: AI 40, Maps 4

2026-03-01  The newest
            https://blog.example.org/2026/03/newest/
            id https://blog.example.org/2026/03/newest/
2011-01-02  The oldest
            https://blog.example.org/2011/01/oldest/
            id https://blog.example.org/2011/01/oldest

Proposed feedmill.yaml, to be written by: feedmill init blog/posts --write
# How Feedmill reads this folder. All keys are optional; docs/feedmill-yaml.md lists them.
generator: hugo                 # recognised by blog/hugo.toml
site: https://blog.example.org  # where the articles live
# topics: {minArticles: 3}      # topics with fewer articles have no feed`)
  })

  it('fits a screen, whatever is in the folder', () => {
    const lines = formatFolderSummary(LARGE, VIEW).split('\n')
    expect(lines).toHaveLength(38)
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(130)
    expect(lines).toContain('… 30 more')
    expect(lines.filter((line) => line.includes('A topic'))).toEqual([
      '900 topics, the largest: A topic with a … 9999, A topic with a … 9998, A topic with a … 9997,',
      ' A topic with a … 9996, A topic with a … 9995, A topic with a … 9994, A topic with a … 9993,',
      ' A topic with a … 9992, A topic with a … 9991, A topic with a … 9990',
    ])
  })

  it('says that there are no topics', () => {
    expect(formatFolderSummary({ ...SUMMARY, topics: [] }, VIEW)).toContain('\n\nNo topics\n\n')
  })

  it('says where the settings were written, or that there are some', () => {
    expect(formatFolderSummary(SUMMARY, { ...VIEW, isWritten: true })).toContain(
      '\nWritten to blog/posts/feedmill.yaml:\n',
    )
    expect(formatFolderSummary({ ...SUMMARY, proposal: [] }, VIEW)).toMatch(/\nblog\/posts\/feedmill\.yaml is in use$/)
  })

  it('has the same text with and without colours', () => {
    const coloured = formatFolderSummary(LARGE, { ...VIEW, colours: true })
    expect(coloured).toContain('\u001b[1m')
    expect(stripVTControlCharacters(coloured)).toBe(formatFolderSummary(LARGE, VIEW))
  })

  it('strips control characters', () => {
    const [sample] = SUMMARY.samples
    const hostile = { ...SUMMARY, samples: [{ ...sample, title: '\u001b[2J', id: '\u202ea' }] } as FolderSummary
    expect(formatFolderSummary(hostile, VIEW)).toContain('2026-03-01  \ufffd[2J\n')
    expect(formatFolderSummary(hostile, VIEW)).toContain('id \ufffda\n')
  })
})
