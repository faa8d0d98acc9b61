import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { on } from 'node:events'
import { appendFileSync, chmodSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createArticleSource } from '../../src/corpus/article-source.ts'
import { loadCorpus } from '../../src/corpus/load-corpus.ts'
import type { ParsedFile } from '../../src/corpus/parsed-files.ts'
import { SETTLE_MS } from '../../src/corpus/read-source-file.ts'
import { messageOf } from '../../src/errors.ts'
import type { Article } from '../../src/model/article.ts'
import { linkPost, linkPosts } from '../support/articles.ts'
import { later } from '../support/clock.ts'
import { block, countTurns } from '../support/event-loop.ts'
import { asOrdinaryUser } from '../support/ordinary-user.ts'
import { makePipe } from '../support/pipe.ts'
import { profileOf } from '../support/profile.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

const BAD_ARTICLES = {
  'broken.md': '---\ntitle: "Hello\n---\n',
  'latin-1.md': Uint8Array.from([0x2d, 0x2d, 0x2d, 0x0a, 0xe9]),
  'notes.md': 'Just notes.',
  'wrong.md': linkPost({ originalUrl: 'example.org', publishedDateTime: '2026-02-31' }),
}

const ofProblems = (diagnostics: readonly { file: string; line?: number; rule: string }[]) =>
  diagnostics.map(({ file, line, rule }) => [file, line, rule])

describe('loadCorpus', () => {
  it('reads articles and topics from a folder', async () => {
    const folder = temporaryFolder({
      '2026/a.md': linkPost({ title: 'A', originalUrl: 'https://example.org/a', topics: ['ai', 'GPT'] }),
      'b.md': linkPost({ title: 'B', originalUrl: 'https://example.org/b', published: false }),
      'topics/ai.yaml': 'name: AI\ndescription: Everything that thinks.\n',
    })
    const corpus = await loadCorpus(folder, { profile: profileOf(), now: later, isPublished: () => false })
    expect(corpus.articles.map(({ file, title, topics }) => [file, title, topics])).toEqual([
      ['2026/a.md', 'A', ['ai', 'GPT']],
    ])
    expect(corpus.topics.map(({ id, name, hasDescription }) => [id, name, hasDescription])).toEqual([
      ['ai', 'AI', true],
      ['gpt', 'GPT', false],
    ])
    expect([...corpus.topicByKey].map(([key, topic]) => [key, topic?.id])).toEqual([
      ['ai', 'ai'],
      ['gpt', 'gpt'],
    ])
    expect(corpus.ignored.draft).toBe(1)
    expect(corpus.diagnostics).toEqual([])
  })

  it('lets other work go on while it reads files that were still being written', async () => {
    const turns = countTurns()
    const seen: number[] = []
    const compose = () => {
      block(12)
      seen.push(turns())
      return { references: [], size: 0 }
    }
    const folder = temporaryFolder(linkPosts(8))
    await loadCorpus(folder, { profile: profileOf(), now: () => new Date(), isPublished: () => false, compose })
    expect(seen).toHaveLength(8)
    expect(seen).toEqual([...new Set(seen)])
  })

  it('reads an empty folder, and says that it is empty', async () => {
    expect(
      await loadCorpus(temporaryFolder(), { profile: profileOf(), now: later, isPublished: () => false }),
    ).toMatchObject({
      articles: [],
      diagnostics: [{ file: '', rule: 'content-empty', severity: 'warning' }],
    })
  })

  it('skips and reports invalid articles, and loads all others', async () => {
    const folder = temporaryFolder({ ...BAD_ARTICLES, 'a.md': linkPost(), 'z/z.md': linkPost({ id: 'urn:x:z' }) })
    const { articles, diagnostics } = await loadCorpus(folder, {
      profile: profileOf(),
      now: later,
      isPublished: () => false,
    })
    expect(articles.map(({ file }) => file)).toEqual(['a.md', 'z/z.md'])
    expect(ofProblems(diagnostics)).toEqual([
      ['broken.md', 2, 'front-matter-yaml'],
      ['latin-1.md', undefined, 'file-not-utf8'],
      ['notes.md', 1, 'front-matter-missing'],
      ['wrong.md', 1, 'article-without-link-or-body'],
      ['wrong.md', 4, 'date-impossible'],
      ['wrong.md', 5, 'url-invalid'],
    ])
  })

  it('does not depend on the order in which files were created', async () => {
    const files = { ...linkPosts(5, 'AI'), ...linkPosts(5, 'ai'), ...BAD_ARTICLES, 'topics/a.yaml': 'name: A' }
    const reversed = Object.fromEntries(Object.entries(files).toReversed())
    const corpus = await loadCorpus(temporaryFolder(files), {
      profile: profileOf(),
      now: later,
      isPublished: () => false,
    })
    expect(
      await loadCorpus(temporaryFolder(reversed), { profile: profileOf(), now: later, isPublished: () => false }),
    ).toEqual(corpus)
  })

  it('treats a second link to an article as a duplicate', async () => {
    const folder = temporaryFolder({ 'a.md': linkPost() })
    symlinkSync('a.md', join(folder, 'b.md'))
    const { articles, diagnostics } = await loadCorpus(folder, {
      profile: profileOf(),
      now: later,
      isPublished: () => false,
    })
    expect(articles.map(({ file }) => file)).toEqual(['a.md'])
    expect(ofProblems(diagnostics)).toEqual([['b.md', undefined, 'id-duplicate']])
  })

  it('reports a link to a pipe without blocking on it', async () => {
    const folder = temporaryFolder()
    makePipe(join(folder, 'pipe'))
    symlinkSync('pipe', join(folder, 'a.md'))
    const { diagnostics } = await loadCorpus(folder, { profile: profileOf(), now: later, isPublished: () => false })
    expect(ofProblems(diagnostics)).toEqual([['a.md', undefined, 'file-not-regular']])
  })

  it('uses the configured time zone for dates without a zone', async () => {
    const folder = temporaryFolder({ 'a.md': linkPost({ publishedDateTime: '2026-01-02' }) })
    const { articles } = await loadCorpus(folder, {
      profile: profileOf({ timezone: 'Asia/Tokyo' }),
      now: later,
      isPublished: () => false,
    })
    expect(articles[0]?.published).toEqual(new Date('2026-01-01T15:00:00Z'))
  })

  it('loads the other topics if some topic files cannot be used, with a warning for each', async () => {
    const folder = temporaryFolder({
      'topics/a.yaml': 'name: "A',
      'topics/b.yaml': 'id: All\nname: B',
      'topics/c.yaml': Uint8Array.from([0xff]),
      'topics/d.yaml': 'name: D',
      'a.md': linkPost({ topics: [] }),
    })
    const corpus = await loadCorpus(folder, { profile: profileOf(), now: later, isPublished: () => false })
    expect(corpus.topics.map(({ id }) => id)).toEqual(['d'])
    expect(corpus.diagnostics).toMatchObject([
      { file: 'topics/a.yaml', line: 1, rule: 'front-matter-yaml', severity: 'warning' },
      { file: 'topics/b.yaml', rule: 'topic-id-invalid', severity: 'warning' },
      { file: 'topics/c.yaml', rule: 'file-not-utf8', severity: 'warning' },
    ])
  })

  it('fails if the folder does not exist', async () => {
    const folder = join(temporaryFolder(), 'gone')
    await expect(
      loadCorpus(folder, { profile: profileOf(), now: later, isPublished: () => false }),
    ).rejects.toMatchObject({
      code: 'content-dir-unreadable',
    })
  })
})

describe('a folder that can be listed but not entered', () => {
  it('reports its articles as unreadable and loads all others', async () => {
    const folder = temporaryFolder({ 'a.md': linkPost(), 'shut/b.md': linkPost() })
    chmodSync(folder, 0o755)
    chmodSync(join(folder, 'shut'), 0o644)
    const { articles, diagnostics } = await asOrdinaryUser(() =>
      loadCorpus(folder, { profile: profileOf(), now: later, isPublished: () => false }),
    )
    expect(articles.map(({ file }) => file)).toEqual(['a.md'])
    expect(ofProblems(diagnostics)).toEqual([['shut/b.md', undefined, 'file-unreadable']])
  })
})

describe('files that change during a run', () => {
  const GOOD = whole('good')
  const half = GOOD.slice(0, -10)

  it('are read again when they have settled', async () => {
    const folder = temporaryFolder({ 'a.md': half })
    setTimeout(() => writeFile(join(folder, 'a.md'), GOOD), 50)
    const { articles, diagnostics } = await loadCorpus(folder, {
      profile: profileOf(),
      now: () => new Date(),
      isPublished: () => false,
    })
    expect(diagnostics).toEqual([])
    expect(articles.map(({ file }) => file)).toEqual(['a.md'])
  })

  it('are left to the next run if they do not settle, and no other files are', async () => {
    const folder = temporaryFolder({ 'a.md': half, 'b.md': GOOD })
    utimesSync(join(folder, 'b.md'), 0, 0)
    const timer = setInterval(() => appendFileSync(join(folder, 'a.md'), '.'), 20)
    const { articles, diagnostics } = await loadCorpus(folder, {
      profile: profileOf(),
      now: () => new Date(),
      isPublished: () => false,
    })
    clearInterval(timer)
    expect(articles.map(({ file }) => file)).toEqual(['b.md'])
    expect(diagnostics).toMatchObject([
      { file: 'a.md', rule: 'file-changing', message: 'is still being written', severity: 'error' },
    ])
  })

  it('fail the run if they are published or describe a topic, so that nothing is dropped', async () => {
    const folder = temporaryFolder({ 'a.md': half })
    const timer = setInterval(() => appendFileSync(join(folder, 'a.md'), '.'), 20)
    const loading = loadCorpus(folder, {
      profile: profileOf(),
      now: () => new Date(),
      isPublished: (path) => path === 'a.md',
    })
    await expect(loading).rejects.toMatchObject({
      code: 'corpus-changing',
      message: '"a.md" is still being written; the run stopped so that nothing published is dropped',
      hint: 'Run again when the file is complete.',
    })
    clearInterval(timer)
  })

  it('have longer to settle while they are empty', async () => {
    const folder = temporaryFolder({ 'a.md': '', 'b.md': '' })
    setTimeout(() => writeFile(join(folder, 'a.md'), GOOD), 400)
    const { articles, diagnostics } = await loadCorpus(folder, {
      profile: profileOf(),
      now: () => new Date(),
      isPublished: () => true,
    })
    expect(articles.map(({ file }) => file)).toEqual(['a.md'])
    expect(ofProblems(diagnostics)).toEqual([['b.md', 1, 'front-matter-missing']])
  })

  it('never result in half an article, however often they are rewritten, deleted and created', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `${index}.md`)
    const folder = temporaryFolder(Object.fromEntries(names.map((name) => [name, whole(name)])))
    const writer = spawn(process.execPath, ['-e', WRITER, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    const longestPause = pausesOf(writer)
    let read = 0
    try {
      for (let run = 0; run < 5; ) {
        await longestPause()
        const options = { profile: profileOf(), now: () => new Date(), parsedFiles: new Map<string, ParsedFile>() }
        const { articles, diagnostics } = await loadCorpus(folder, { ...options, isPublished: () => false })
        const digests = articles.map(({ file }) => options.parsedFiles.get(file)?.digest)
        const source = createArticleSource(folder, options)
        const bodies = articles.map((article) => bodyOf(() => source.read(article)))
        if ((await longestPause()) > SETTLE_MS / 2) continue
        run++
        expect(diagnostics.filter(({ rule }) => rule !== 'file-changing')).toEqual([])
        expect(digests).toEqual(articles.map(({ file }) => digestOf(whole(file))))
        read += bodies.length
        for (const body of bodies) expect(body).toMatch(/^begin[\s\S]*end$|changed/)
      }
      expect(read).toBeGreaterThan(0)
    } finally {
      writer.kill('SIGKILL')
    }
  }, 120_000)
})

describe('loading a large corpus', () => {
  const LARGE = linkPosts(500)

  it('reports its progress', async () => {
    const delivered: [number, number][] = []
    const onProgress = (done: number, total: number) => delivered.push([done, total])
    await loadCorpus(temporaryFolder(LARGE), { profile: profileOf(), now: later, isPublished: () => false, onProgress })
    expect(delivered.length).toBeGreaterThan(0)
    expect(delivered.map(([, total]) => total)).toEqual(delivered.map(() => 500))
    expect(delivered.map(([done]) => done)).toEqual(delivered.map(([done]) => done).toSorted((a, b) => a - b))
  })

  it('stops when it is aborted', async () => {
    const signal = AbortSignal.abort(new Error('aborted'))
    await expect(
      loadCorpus(temporaryFolder(LARGE), { profile: profileOf(), now: later, isPublished: () => false, signal }),
    ).rejects.toThrow('aborted')
  })

  it('yields to the event loop', async () => {
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    await loadCorpus(temporaryFolder(LARGE), { profile: profileOf(), now: later, isPublished: () => false })
    clearInterval(timer)
    expect(turns).toBeGreaterThan(0)
  })
})

function digestOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22)
}

/** The body of a file, or why it cannot be read. */
function bodyOf(read: () => Article): string | undefined {
  try {
    return read().body
  } catch (error) {
    return messageOf(error)
  }
}

function whole(name: string): string {
  const fields = { title: name, publishedDateTime: '2026-01-01', originalUrl: `https://example.org/${name}` }
  return `---\n${Object.entries(fields)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')}---\nbegin ${'x'.repeat(20_000)} end\n`
}

/** Keeps writing files in place and in pieces, deleting and renaming them, and reports how long it was held up. */
const WRITER = `
const fs = require('node:fs'), path = require('node:path')
const folder = process.argv[1]
const texts = new Map(fs.readdirSync(folder).map((name) => [name, fs.readFileSync(path.join(folder, name))]))
const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.random() * 3)
for (;;) for (const [name, text] of texts) {
  const file = path.join(folder, name)
  if (Math.random() < 0.2) { fs.rmSync(file, { force: true }); pause() }
  if (Math.random() < 0.3) { fs.writeFileSync(file + '.tmp', text); fs.renameSync(file + '.tmp', file); continue }
  let last = Date.now(), longest = 0
  const descriptor = fs.openSync(file, 'w')
  for (let start = 0; start < text.length; start += 5000) {
    fs.writeSync(descriptor, text, start, Math.min(5000, text.length - start))
    longest = Math.max(longest, Date.now() - last)
    last = Date.now()
    pause()
  }
  fs.closeSync(descriptor)
  fs.writeSync(1, Date.now() + ' ' + longest + '\\n')
}
`

/**
 * How long, in milliseconds, {@link WRITER} was held up at most within a file since the last call. If the disk or the machine
 * makes it pause for {@link SETTLE_MS}, in one write or in two consecutive ones, a reader cannot distinguish that from the
 * end of the file.
 */
function pausesOf({ stdout }: { stdout: Readable }): () => Promise<number> {
  const delivered = on(createInterface(stdout), 'line', { close: ['close'] })
  return async () => {
    const asked = Date.now()
    let longest = 0
    for (let time = 0; time < asked; ) {
      const { value, done } = await delivered.next()
      if (done) throw new Error('the writer ended')
      const [at = 0, pause = 0] = String(value).split(' ').map(Number)
      longest = Math.max(longest, pause)
      time = at
    }
    return longest
  }
}
