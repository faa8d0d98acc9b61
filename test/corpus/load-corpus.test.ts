import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCorpus } from '../../src/corpus/load-corpus.ts'
import { linkPost, linkPosts } from '../support/articles.ts'
import { makePipe } from '../support/pipe.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const BAD_ARTICLES = {
  'broken.md': '---\ntitle: "Hello\n---\n',
  'latin-1.md': Uint8Array.from([0x2d, 0x2d, 0x2d, 0x0a, 0xe9]),
  'notes.md': 'Just notes.',
  'wrong.md': linkPost({ originalUrl: 'example.org', publishedDateTime: '2026-02-31' }),
}

const ofProblems = (problems: readonly { file: string; line?: number; rule: string }[]) =>
  problems.map(({ file, line, rule }) => [file, line, rule])

describe('loadCorpus', () => {
  it('reads articles and topics from a folder', async () => {
    const folder = temporaryFolder({
      '2026/a.md': linkPost({ title: 'A', originalUrl: 'https://example.org/a', topics: ['ai', 'GPT'] }),
      'b.md': linkPost({ title: 'B', originalUrl: 'https://example.org/b', published: false }),
      'topics/ai.yaml': 'name: AI\ndescription: Everything that thinks.\n',
    })
    const corpus = await loadCorpus(folder, { timeZone: 'UTC' })
    expect(corpus.articles.map(({ file, title, topics }) => [file, title, topics])).toEqual([
      ['2026/a.md', 'A', ['ai', 'GPT']],
    ])
    expect(corpus.topics.map(({ id, name, described }) => [id, name, described])).toEqual([
      ['ai', 'AI', true],
      ['gpt', 'GPT', false],
    ])
    expect([...corpus.topicByKey].map(([key, { id }]) => [key, id])).toEqual([
      ['ai', 'ai'],
      ['gpt', 'gpt'],
    ])
    expect(corpus.unpublished).toBe(1)
    expect(corpus.problems).toEqual([])
  })

  it('reads an empty folder', async () => {
    expect(await loadCorpus(temporaryFolder(), { timeZone: 'UTC' })).toMatchObject({ articles: [], problems: [] })
  })

  it('leaves bad articles out, never the others, and reports them all in order', async () => {
    const folder = temporaryFolder({ ...BAD_ARTICLES, 'a.md': linkPost(), 'z/z.md': linkPost({ id: 'urn:x:z' }) })
    const { articles, problems } = await loadCorpus(folder, { timeZone: 'UTC' })
    expect(articles.map(({ file }) => file)).toEqual(['a.md', 'z/z.md'])
    expect(ofProblems(problems)).toEqual([
      ['broken.md', 2, 'front-matter-yaml'],
      ['latin-1.md', undefined, 'file-not-utf8'],
      ['notes.md', 1, 'front-matter-missing'],
      ['wrong.md', 4, 'date-impossible'],
      ['wrong.md', 5, 'url-invalid'],
    ])
  })

  it('gives the same corpus in whatever order the files were made', async () => {
    const files = { ...linkPosts(5, 'AI'), ...linkPosts(5, 'ai'), ...BAD_ARTICLES, 'topics/a.yaml': 'name: A' }
    const reversed = Object.fromEntries(Object.entries(files).toReversed())
    const corpus = await loadCorpus(temporaryFolder(files), { timeZone: 'UTC' })
    expect(await loadCorpus(temporaryFolder(reversed), { timeZone: 'UTC' })).toEqual(corpus)
  })

  it('takes an article that is linked twice for a duplicate', async () => {
    const folder = temporaryFolder({ 'a.md': linkPost() })
    symlinkSync('a.md', join(folder, 'b.md'))
    const { articles, problems } = await loadCorpus(folder, { timeZone: 'UTC' })
    expect(articles.map(({ file }) => file)).toEqual(['a.md'])
    expect(ofProblems(problems)).toEqual([['b.md', undefined, 'id-duplicate']])
  })

  it('reports a link to a pipe of the corpus without waiting for it', async () => {
    const folder = temporaryFolder()
    makePipe(join(folder, 'pipe'))
    symlinkSync('pipe', join(folder, 'a.md'))
    const { problems } = await loadCorpus(folder, { timeZone: 'UTC' })
    expect(ofProblems(problems)).toEqual([['a.md', undefined, 'file-not-regular']])
  })

  it('takes dates without a zone in the configured time zone', async () => {
    const folder = temporaryFolder({ 'a.md': linkPost({ publishedDateTime: '2026-01-02' }) })
    const { articles } = await loadCorpus(folder, { timeZone: 'Asia/Tokyo' })
    expect(articles[0]?.published).toEqual(new Date('2026-01-01T15:00:00Z'))
  })

  it('ends the run with the problems of all topic files at once', async () => {
    const folder = temporaryFolder({
      'topics/a.yaml': 'name: "A',
      'topics/b.yaml': 'id: All\nname: B',
      'topics/c.yaml': Uint8Array.from([0xff]),
      'topics/d.yaml': 'name: D',
    })
    await expect(loadCorpus(folder, { timeZone: 'UTC' })).rejects.toMatchObject({
      name: 'FeedmillError',
      code: 'topics-invalid',
      exitStatus: 1,
      problems: [
        { file: 'topics/a.yaml', line: 1, rule: 'front-matter-yaml' },
        { file: 'topics/b.yaml', rule: 'topic-id-invalid' },
        { file: 'topics/c.yaml', rule: 'file-not-utf8' },
      ],
    })
  })

  it('ends the run where there is no folder', async () => {
    const folder = join(temporaryFolder(), 'gone')
    await expect(loadCorpus(folder, { timeZone: 'UTC' })).rejects.toMatchObject({ code: 'content-dir-unreadable' })
  })
})

describe('loading a large corpus', () => {
  const LARGE = linkPosts(500)

  it('tells how far it is', async () => {
    const told: [number, number][] = []
    const onProgress = (done: number, total: number) => told.push([done, total])
    await loadCorpus(temporaryFolder(LARGE), { timeZone: 'UTC', onProgress })
    expect(told.length).toBeGreaterThan(0)
    expect(told.map(([, total]) => total)).toEqual(told.map(() => 500))
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((a, b) => a - b))
  })

  it('ends when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('told to'))
    await expect(loadCorpus(temporaryFolder(LARGE), { timeZone: 'UTC', signal })).rejects.toThrow('told to')
  })

  it('lets others work in between', async () => {
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    await loadCorpus(temporaryFolder(LARGE), { timeZone: 'UTC' })
    clearInterval(timer)
    expect(turns).toBeGreaterThan(0)
  })
})
