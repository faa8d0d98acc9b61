import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ArticleSummary } from '../../src/model/article.ts'
import type { Feed } from '../../src/model/feed.ts'
import type { Topic } from '../../src/model/topic.ts'
import { type Manifest, parseManifest } from '../../src/publish/manifest.ts'
import { compareManifests, type Publication, planContents, planFile } from '../../src/publish/plan.ts'
import type { RenderedDocument } from '../support/rendered.ts'

const nothing = { articles: [], topics: [] }
const feeds = [{ id: 'all', articles: [{}, {}] }] as unknown as Feed[]
const noon = new Date('2026-01-02T12:00:00.900Z')

describe('planning a publication', () => {
  it('dates documents in whole seconds', () => {
    const plan = planPublication({ documents: [text('a', 'one')], feeds, ...nothing }, undefined, noon)
    expect(plan.manifest).toEqual({
      version: 2,
      generation: 1,
      files: [
        {
          path: 'a',
          mediaType: 'text/plain',
          sha256: '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed',
          bytes: 3,
          lastModified: '2026-01-02T12:00:00.000Z',
          encodings: {},
        },
      ],
      feeds: { all: 2 },
      topics: {},
      articles: {},
      moved: {},
      movedPages: {},
      retired: [],
    })
    expect(plan).toMatchObject({ changed: ['a'], removed: [], isNeeded: true })
  })

  it('remembers ids of topics that have vanished, even retired and former ones, until a topic has them again', () => {
    const topic = (id: string): Topic => ({
      id,
      name: id.toUpperCase(),
      formerIds: [],
      keywords: [],
      retired: false,
      hasDescription: false,
    })
    const publish = (ids: string[], topics: Topic[], previous?: Manifest) => {
      const published = ids.map((id) => ({ id, topic: topic(id), articles: [] }) as unknown as Feed)
      return planPublication({ documents: [], feeds: published, articles: [], topics }, previous, noon).manifest
    }
    const first = publish(['ai', 'bio', 'cats', 'dogs', 'eels'], [])
    const topics = [
      { ...topic('bio'), retired: true },
      { ...topic('felines'), formerIds: ['cats'] },
    ]
    const second = publish(['ai'], topics, first)
    expect(first.vanished).toBeUndefined()
    expect(second.vanished).toEqual(['dogs', 'eels'])
    expect(publish(['ai', 'eels'], topics, second).vanished).toEqual(['dogs'])
    const third = publish(['ai', 'eels'], [topic('felines')], second)
    expect(third.vanished).toEqual(['bio', 'cats', 'dogs'])
    expect(publish(['ai', 'eels', 'felines'], topics, third).vanished).toEqual(['dogs'])
  })

  it('is not needed if nothing has changed, at any time', () => {
    const documents = [text('a', 'one')]
    const first = planPublication({ documents, feeds, ...nothing }, undefined, noon)
    const later = planPublication({ documents, feeds, ...nothing }, first.manifest, new Date('2027-01-01'))
    expect(later).toMatchObject({ changed: [], removed: [], isNeeded: false })
  })

  it('keeps the date of unchanged documents and advances that of changed ones', () => {
    const first = planPublication(
      { documents: [text('a', 'one'), text('b', 'two')], feeds, ...nothing },
      undefined,
      noon,
    )
    const documents = [text('a', 'one'), text('b', 'three')]
    const { manifest, changed } = planPublication(
      { documents, feeds, ...nothing },
      first.manifest,
      new Date('2026-01-02T13:00:00Z'),
    )
    expect(changed).toEqual(['b'])
    expect(manifest.generation).toBe(2)
    expect(manifest.files.map(({ lastModified }) => lastModified)).toEqual([
      '2026-01-02T12:00:00.000Z',
      '2026-01-02T13:00:00.000Z',
    ])
  })

  it('advances a date by at least a second, even if the clock stands still or goes back', () => {
    const first = planPublication({ documents: [text('a', 'one')], feeds, ...nothing }, undefined, noon)
    const earlier = new Date('2026-01-02T11:00:00Z')
    const { manifest } = planPublication({ documents: [text('a', 'two')], feeds, ...nothing }, first.manifest, earlier)
    expect(manifest.files[0]?.lastModified).toBe('2026-01-02T12:00:01.000Z')
  })

  it('does not follow a date of a clock that was far ahead', () => {
    const ahead = new Date('2036-01-01')
    const first = planPublication({ documents: [text('a', 'one')], feeds, ...nothing }, undefined, ahead)
    const { manifest } = planPublication({ documents: [text('a', 'two')], feeds, ...nothing }, first.manifest, noon)
    expect(manifest.files[0]?.lastModified).toBe('2026-01-02T12:00:00.000Z')
  })

  it('lists removed documents', () => {
    const first = planPublication(
      { documents: [text('a', 'one'), text('b', 'two')], feeds, ...nothing },
      undefined,
      noon,
    )
    const plan = planPublication({ documents: [text('a', 'one')], feeds, ...nothing }, first.manifest, noon)
    expect(plan).toMatchObject({ changed: [], removed: ['b'], isNeeded: true })
  })

  it('is not needed if only the bytes of a file have changed, which no document shows', () => {
    const article = { file: 'a.md', id: 'urn:a', title: 'A', slug: 'a', digest: 'one' } as ArticleSummary
    const before = planPublication({ documents: [], feeds, topics: [], articles: [article] }, undefined, noon)
    const articles = [{ ...article, digest: 'two' }]
    expect(planPublication({ documents: [], feeds, topics: [], articles }, before.manifest, noon).isNeeded).toBe(false)
  })

  it('records the names of topics with a feed, and what articles are recognized by', () => {
    const article = { file: 'a.md', id: 'urn:a', title: 'A', slug: 'a', digest: 'one' } as ArticleSummary
    const feed = { id: 'c', articles: [], topic: { id: 'c', name: 'C++' } } as unknown as Feed
    const { manifest } = planPublication(
      { documents: [], feeds: [feed], topics: [], articles: [article] },
      undefined,
      noon,
    )
    expect(manifest).toMatchObject({
      topics: { c: 'C++' },
      articles: { 'a.md': { id: 'urn:a', link: 'articles/a/', title: 'VZrq0IJk', digest: 'one' } },
    })
    expect(parseManifest(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest)
  })

  it('has not changed if it is read again from its file', () => {
    const contents = { feeds: [], topics: [], articles: [] }
    const documents = [text('a.txt', 'A'), { ...text('b.txt', 'B'), isSettled: true }]
    const { manifest } = planPublication({ ...contents, documents }, undefined, noon)
    const again = JSON.parse(JSON.stringify(manifest)) as Manifest
    expect(planPublication({ ...contents, documents }, again, noon).isNeeded).toBe(false)
    const open = [text('a.txt', 'A'), text('b.txt', 'B')]
    expect(planPublication({ ...contents, documents: open }, again, noon).isNeeded).toBe(true)
  })

  it('records moved and retired topics', () => {
    const topic = (id: string, more: Partial<Topic>): Topic => ({
      id,
      name: id,
      keywords: [],
      formerIds: [],
      retired: false,
      hasDescription: true,
      ...more,
    })
    const topics = [topic('new', { formerIds: ['old', 'older'] }), topic('gone', { retired: true })]
    const { manifest } = planPublication({ documents: [], feeds, articles: [], topics }, undefined, noon)
    expect(manifest).toMatchObject({ moved: { old: 'new', older: 'new' }, retired: ['gone'] })
  })
})

/** The manifest of documents. */
function planPublication(
  { documents, ...contents }: Publication & { documents: RenderedDocument[] },
  previous: Manifest | undefined,
  now: Date,
) {
  const before = new Map(previous?.files.map((file) => [file.path, file]))
  const files = documents.map((document) => {
    const body = Buffer.from(document.body)
    const described = { sha256: hash('sha256', body), bytes: body.length }
    return planFile(document, described, before.get(document.path), now)
  })
  const manifest: Manifest = { ...planContents(contents, previous), generation: (previous?.generation ?? 0) + 1, files }
  return { manifest, ...compareManifests(manifest, previous) }
}

function text(path: string, body: string): RenderedDocument {
  return { path, mediaType: 'text/plain', body }
}
