import { describe, expect, it } from 'vitest'
import type { Generation } from '../../../src/serve/load-generation.ts'
import { createMixIndexLoader } from '../../../src/serve/mix/load-mix-index.ts'
import { linkPost, linkPosts } from '../../support/articles.ts'
import { composed, select } from '../../support/feeds.ts'
import { generationOf } from '../../support/generation.ts'
import { documentsOfIndex } from '../../support/mix-server.ts'

const POSTS = linkPosts(40)
const NEW = {
  'new.md': linkPost({ title: 'New', publishedDateTime: '2026-02-01', originalUrl: 'https://example.org/new' }),
}

describe('the index of a generation', () => {
  it('is read once, and of the next generation only what is new', async () => {
    const load = createMixIndexLoader()
    const first = publish(POSTS)
    const index = await load(first.generation)
    expect(index?.shards.reduce((sum, { published }) => sum + published.length, 0)).toBe(40)
    expect(first.read).toHaveLength((index?.pages.length ?? 0) + 1)
    expect(await load(first.generation)).toBe(index)
    expect(first.read).toHaveLength((index?.pages.length ?? 0) + 1)
    const second = publish({ ...POSTS, ...NEW })
    const next = await load(second.generation)
    expect(second.read.slice(0, 2)).toEqual(['feeds/mix/index.json', 'feeds/mix/newest.json'])
    expect(second.read.length).toBeLessThanOrEqual(4)
    expect(next?.shards.at(-1)).toBe(index?.shards.at(-1))
  })

  it('is read again after a part could not be read', async () => {
    const load = createMixIndexLoader()
    const { generation, fail } = publish(POSTS)
    fail('feeds/mix/newest.json')
    await expect(load(generation)).rejects.toThrow('lost')
    fail(undefined)
    expect((await load(generation))?.shards.length).toBeGreaterThan(3)
  })

  it('does not exist in a generation of an earlier version', () => {
    expect(createMixIndexLoader()(generationOf({ 'feeds/ai.xml': 'RSS' }))).toBeUndefined()
  })
})

/** A generation with the index of files, the paths that are read of it, and a function that makes one unreadable. */
function publish(files: Record<string, string>): {
  generation: Generation
  read: string[]
  fail: (path: string | undefined) => void
} {
  const { feeds } = select(files, { feedItems: 8, archiveItems: 4 })
  const documents = documentsOfIndex(feeds)
  const texts = documents.map(({ path, articles, render }) => [
    path,
    String(Buffer.concat([...render(composed(articles))])),
  ])
  const generation = generationOf(Object.fromEntries(texts))
  const read: string[] = []
  let lost: string | undefined
  const watched = [...generation.files].map(([path, file]) => {
    const readFile: typeof file.read = async (coding) => {
      if (path === lost) throw new Error('lost')
      read.push(path)
      return file.read(coding)
    }
    return [path, { ...file, read: readFile }] as const
  })
  return {
    generation: { ...generation, files: new Map(watched) },
    read,
    fail: (path) => {
      lost = path
    },
  }
}
