import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paginate } from '../../src/feeds/paginate.ts'

describe('paginate', () => {
  it('creates no pages while the document has room for all', () => {
    expect(idsOf(paginate(articles(3, 2, 1), { feedItems: 3, archiveItems: 2 }))).toEqual({
      newest: ['3', '2', '1'],
      archives: {},
    })
  })

  it('creates no pages of 0 articles', () => {
    expect(idsOf(paginate(articles(3, 2, 1), { feedItems: 1, archiveItems: 0 }))).toEqual({
      newest: ['3'],
      archives: {},
    })
  })

  it('begins a page at each article whose hash is smaller than those around it, and names it by that hash', () => {
    expect(idsOf(paginate(articles(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1), { feedItems: 2, archiveItems: 4 }))).toEqual(
      {
        newest: ['12', '11'],
        archives: {
          oldest: ['3', '2', '1'],
          '4b227777d4dd1fc6': ['8', '7', '6', '5', '4'],
          '19581e27de7ced00': ['10', '9'],
        },
      },
    )
  })

  it('has pages of one article each if that is what is wanted', () => {
    expect(idsOf(paginate(articles(3, 2, 1), { feedItems: 1, archiveItems: 1 }))).toEqual({
      newest: ['3'],
      archives: { '6b86b273ff34fce1': ['1'], d4735e3a265e16ee: ['2'] },
    })
  })

  const sizes = fc.record({ feedItems: fc.integer({ min: 1, max: 9 }), archiveItems: fc.integer({ min: 1, max: 9 }) })
  const counts = fc.nat(80)

  it('has every article in exactly one place, and no empty pages', () => {
    fc.assert(
      fc.property(counts, sizes, (count, size) => {
        const { newest, archives } = paginate(newestOf(count), size)
        expect([...newest, ...archives.toReversed().flatMap(({ items }) => items)]).toEqual(newestOf(count))
        expect(archives.map(({ items }) => items.length)).not.toContain(0)
        expect(new Set(archives.map(({ name }) => name)).size).toBe(archives.length)
      }),
    )
  })

  it('changes only the newest page when a newer article comes, and creates at most one', () => {
    fc.assert(
      fc.property(counts, sizes, (count, size) => {
        const feedItems = size.feedItems + size.archiveItems
        const before = paginate(newestOf(count), { ...size, feedItems }).archives
        const after = paginate(newestOf(count + 1), { ...size, feedItems }).archives
        const full = before.slice(0, -1)
        expect(after.slice(0, full.length)).toEqual(full)
        expect(after.length - before.length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('has pages of half to four times the wanted size, and of that on average', () => {
    const { archives } = paginate(newestOf(20_000), { feedItems: 50, archiveItems: 100 })
    const lengths = archives.slice(1, -1).map(({ items }) => items.length)
    expect(Math.min(...lengths)).toBeGreaterThan(50)
    expect(Math.max(...lengths)).toBeLessThan(400)
    expect(20_000 / archives.length).toBeGreaterThan(90)
    expect(20_000 / archives.length).toBeLessThan(110)
  })

  it('changes one page, rarely a second one, when an article comes or goes at any date', () => {
    const all = newestOf(4000)
    const size = { feedItems: 50, archiveItems: 100 }
    const rewritten = Array.from({ length: 79 }, (_, step) => {
      const at = 51 + step * 50
      const added = all.toSpliced(at, 0, { id: `new ${step}` })
      return [added, all.toSpliced(at, 1)].map((after) => differences(paginate(all, size), paginate(after, size)))
    }).flat()
    expect(rewritten.filter((count) => count === 1).length).toBeGreaterThan(150)
    expect(Math.max(...rewritten)).toBe(2)
  })
})

type Pages = ReturnType<typeof paginate<{ id: string }>>

/** The number of pages that are new or have other articles. */
function differences(before: Pages, after: Pages): number {
  const known = new Map(before.archives.map(({ name, items }) => [name, JSON.stringify(items)]))
  return after.archives.filter(({ name, items }) => known.get(name) !== JSON.stringify(items)).length
}

function idsOf({ newest, archives }: Pages) {
  const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id)
  return { newest: ids(newest), archives: Object.fromEntries(archives.map(({ name, items }) => [name, ids(items)])) }
}

function articles(...ids: number[]): { id: string }[] {
  return ids.map((id) => ({ id: String(id) }))
}

/** Articles, the newest with the highest number. */
function newestOf(count: number): { id: string }[] {
  return articles(...Array.from({ length: count }, (_, index) => count - index))
}
