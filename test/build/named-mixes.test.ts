import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BuildCache } from '../../src/build/cache/build-cache.ts'
import { generate } from '../../src/build/pipeline.ts'
import { parseConfig } from '../../src/config.ts'
import { formatMixQuery } from '../../src/feeds/mix/format-mix-query.ts'
import { parsePart } from '../../src/feeds/mix/index-part.ts'
import { type MixShard, packShard } from '../../src/feeds/mix/mix-shard.ts'
import { parseMixQuery } from '../../src/feeds/mix/parse-mix-query.ts'
import { selectArticles } from '../../src/feeds/mix/select-mix.ts'
import { fileSystem } from '../../src/file-system.ts'
import { linkPost } from '../support/articles.ts'
import { later } from '../support/clock.ts'
import { queries } from '../support/mixes.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

/** What differs between the articles of a corpus. */
interface Fields {
  topics?: string[]
  quality?: number
  heat?: number
  authors?: { name: string }[]
  title?: string
}

const BEST = 'name: The best\ndescription: Only the best.\nmin-quality: 70\n'

describe('a named mix', () => {
  it('has a feed, an archive, pages and a place in the lists, as a topic has', async () => {
    const site = createSite({ ...posts(6, () => ({ quality: 90 })), 'mixes/best.yaml': BEST }, { FEED_ITEMS: '2' })
    await site.build()
    expect(site.json('feeds/best.json')).toMatchObject({
      title: 'The best – Feedmill',
      description: 'Only the best.',
      home_page_url: 'http://localhost:3000/topics/best/',
    })
    expect(site.idsOf('best')).toEqual(['5', '4', '3', '2', '1', '0'])
    expect(site.read('feeds/best.xml')).toMatch(/rel="prev-archive"/)
    expect(site.read('feeds/best.atom')).toContain('Only the best.</subtitle>')
    expect(site.read('topics/best/index.html')).toContain('<h1 dir="auto">The best</h1>')
    expect(site.read('index.html')).toContain('href="/topics/best/"')
    expect(site.read('feeds.opml')).toContain('xmlUrl="http://localhost:3000/feeds/best.xml"')
  })

  it('may have a title of its own', async () => {
    const site = createSite({ ...posts(1), 'mixes/best.yaml': `title: Simply the best\n${BEST}` })
    await site.build()
    expect(site.json('feeds/best.json').title).toBe('Simply the best')
  })

  it('has the articles that the mix with the same query has', async () => {
    const drawn = fc.sample(queries, 40).filter((query) => 'query' in parseMixQuery(formatMixQuery(query)))
    const files = drawn.map((query, index) => {
      const lines = [...new URLSearchParams(formatMixQuery({ ...query, items: 30 }))]
      return [`mixes/mix-${index}.yaml`, `name: Mix ${index}\n${lines.map(([k, v]) => `${k}: "${v}"\n`).join('')}`]
    })
    const words = ['fox', 'Goose', 'hen']
    const corpus = posts(120, (index) => ({
      topics: ['AI', 'Bio', 'Chess'].filter((_, at) => (index >> at) % 2 === 0),
      title: words.filter((_, at) => (index >> (at + 1)) % 2 === 0).join(' ') || 'none',
      authors: index % 5 === 0 ? [] : [{ name: index % 2 === 0 ? 'Ann' : 'Bob' }],
      quality: (index % 6) - 2,
      heat: (index % 7) - 3,
    }))
    const site = createSite(
      { ...corpus, ...Object.fromEntries(files), 'feedmill.yaml': 'authors: true\ntimezone: Europe/Berlin\n' },
      { FEED_ITEMS: '20', ARCHIVE_ITEMS: '30' },
    )
    await site.build()
    const dynamic = site.openIndex()
    for (const [index, query] of drawn.entries()) {
      expect(site.idsOf(`mix-${index}`), formatMixQuery(query)).toEqual(dynamic(formatMixQuery(query)))
    }
    expect(site.idsOf('author-ann')).toEqual(dynamic('author=ann'))
    expect(site.idsOf('author-publisher')).toEqual(dynamic('author=publisher'))
  })

  it('keeps its bytes while its articles stay, and follows each change of an article, a topic or itself', async () => {
    const corpus = posts(120, (index) => ({ quality: index % 2 === 0 ? 90 : 10, topics: ['AI'] }))
    const mixes = { 'mixes/best.yaml': BEST, 'mixes/thoughts.yaml': 'name: Thoughts\nany: thinking\n' }
    const files = { ...corpus, ...mixes, 'feedmill.yaml': 'authors: true\n' }
    const site = createSite(files)
    const cache = new BuildCache(site.outDir, { fileSystem, isWatching: true })
    await site.build({ cache })
    const { changed } = await site.save('1.md', post(1, { quality: 20, topics: ['AI'] }), { cache })
    expect(changed).toEqual(expect.not.arrayContaining([expect.stringMatching(/^feeds\/best/)]))
    await site.save('101.md', post(101, { quality: 80, title: 'Better now', topics: [] }), { cache })
    expect(site.idsOf('best')).toContain('101')
    await site.save('topics/ai.yaml', 'name: AI\nid: thinking\nformerIds: [ai]\n', { cache })
    expect(site.idsOf('thoughts')).toHaveLength(119)
    await site.save('mixes/best.yaml', `${BEST}any: thinking\n`, { cache })
    expect(site.idsOf('best')).not.toContain('101')

    const fresh = createSite({})
    await fresh.build({ contentDir: site.contentDir })
    for (const id of ['best', 'thoughts', 'all', 'author-publisher']) {
      expect(site.read(`feeds/${id}.xml`)).toBe(fresh.read(`feeds/${id}.xml`))
    }
  })

  it('is found again in the cache of an earlier run, which may not have looked at what mixes select by', async () => {
    const site = createSite(posts(5, (index) => ({ quality: 65 + index * 2 })))
    await site.build()
    site.write('mixes/best.yaml', BEST)
    await site.build()
    expect(site.idsOf('best')).toEqual(['4', '3'])
    site.write('5.md', post(5, { quality: 99 }))
    await site.build()
    expect(site.idsOf('best')).toEqual(['5', '4', '3'])
  })

  it('disappears as a topic does: with a warning, a redirect, or as retired', async () => {
    const site = createSite({ ...posts(3, () => ({ quality: 90 })), 'mixes/best.yaml': BEST })
    await site.build()
    site.remove('mixes/best.yaml')
    expect(await site.check()).toContain(
      'feed-vanished the feed "best" with 3 articles would disappear, and its subscribers would get 404',
    )
    site.write('mixes/finest.yaml', `${BEST}formerIds: [best]\n`)
    expect(await site.check()).toEqual([])
    await site.build()
    expect(site.read('_redirects')).toContain('/feeds/best.xml /feeds/finest.xml 301')
    site.write('mixes/finest.yaml', `${BEST}retired: true\n`)
    expect(await site.check()).toEqual([])
    await site.build()
    expect(site.has('feeds/finest.xml')).toBe(false)
  })

  it('is guarded against the loss of most of its articles', async () => {
    const site = createSite({
      ...posts(40, (index) => ({ quality: index })),
      'mixes/best.yaml': `${BEST}min-heat: 0\n`,
    })
    site.write('mixes/best.yaml', 'name: The best\nmin-quality: 10\n')
    await site.build()
    site.write('mixes/best.yaml', 'name: The best\nmin-quality: 39\n')
    await expect(site.build()).rejects.toThrow('"best" from 30 to 1')
  })
})

describe('an author', () => {
  it('has a feed where feedmill.yaml says so, listed apart from the topics', async () => {
    const authors = [{ name: 'Ada Lovelace' }]
    const site = createSite({
      ...posts(2, (index) => (index === 0 ? { authors } : {})),
      'feedmill.yaml': 'authors: true',
    })
    await site.build()
    expect(site.json('feeds/author-ada-lovelace.json').title).toBe('Ada Lovelace – Feedmill')
    expect(site.idsOf('author-ada-lovelace')).toEqual(['0'])
    expect(site.idsOf('author-publisher')).toEqual(['1'])
    expect(site.read('index.html')).toMatch(/Topics[\s\S]*>AI<[\s\S]*Authors<\/h2>[\s\S]*>Ada Lovelace</)
    expect(site.read('feeds.opml')).toMatch(
      /text="AI"[\s\S]*<outline text="Authors">\n<outline [^>]*text="Ada Lovelace"[^>]*xmlUrl="http:\/\/localhost:3000\/feeds\/author-ada-lovelace.xml"/,
    )
    site.write('feedmill.yaml', '')
    expect((await site.check()).filter((message) => message.startsWith('feed-vanished'))).toHaveLength(2)
  })
})

/** The posts of a publisher, some hours after each other; a later one has a greater number. */
function posts(count: number, fieldsOf: (index: number) => Fields = () => ({})): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.md`, post(index, fieldsOf(index))]))
}

function post(index: number, fields: Fields): string {
  return linkPost({
    publishedDateTime: new Date(Date.UTC(2024, 0, 1, index * 7)).toISOString(),
    originalUrl: `https://example.org/${index}`,
    provider: { name: 'Publisher' },
    ...fields,
  })
}

function createSite(files: Record<string, string>, env: Record<string, string> = {}) {
  const contentDir = temporaryFolder(files)
  const outDir = temporaryFolder()
  const read = (path: string) => readFileSync(join(outDir, 'current', path), 'utf8')
  const json = (path: string) => JSON.parse(read(path))
  const build = (options: Partial<Parameters<typeof generate>[1]> & { contentDir?: string } = {}) =>
    generate(parseConfig({ CONTENT_DIR: options.contentDir ?? contentDir, OUT_DIR: outDir, ...env }), {
      now: later,
      store: storeIn(outDir),
      ...options,
    })
  const write = (path: string, text: string) => writeFile(join(contentDir, path), text)
  /** The numbers of the articles in a feed and its archive, newest first. */
  const idsOf = (id: string): string[] => {
    const ids: string[] = []
    for (let page: string | undefined = `feeds/${id}.json`; page; ) {
      const { items, next_url: next } = json(page)
      ids.push(...items.map(({ url }: { url: string }) => url.replace('https://example.org/', '')))
      page = next?.replace('http://localhost:3000/', '')
    }
    return ids
  }
  return {
    ...{ contentDir, outDir, read, json, build, write, idsOf },
    has: (path: string) => existsSync(join(outDir, 'current', path)),
    remove: (path: string) => rmSync(join(contentDir, path)),
    check: async () => (await build({ dryRun: true })).diagnostics.map(({ rule, message }) => `${rule} ${message}`),
    save: (path: string, text: string, options: { cache: BuildCache }) => {
      write(path, text)
      return build({ ...options, plan: { kind: 'incremental', changedFiles: new Set([path]) } })
    },
    /** Opens the index of a publication, to select all articles of the mix with a query. */
    openIndex: () => {
      const { archives, site } = json('feeds/mix/index.json')
      const shards: MixShard[] = ['newest', ...archives].map((page) =>
        packShard(parsePart(read(`feeds/mix/${page}.json`)).shard),
      )
      const pages = shards.map(({ published }) => published.length)
      const ids = idsOf('all')
      return (search: string) => {
        const parsed = parseMixQuery(search)
        const query = 'query' in parsed ? parsed.query : expect.unreachable(parsed.problem)
        const found = selectArticles(shards, { ...query, items: Number.POSITIVE_INFINITY }, site)
        return found.map(({ shard, position }) => {
          const before = pages.slice(0, shard).reduce((sum, length) => sum + length, 0)
          return ids[before + position]
        })
      }
    },
  }
}
