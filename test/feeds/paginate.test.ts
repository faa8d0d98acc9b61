import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paginate } from '../../src/feeds/paginate.ts'

describe('paginate', () => {
  it('creates no pages while the document has room for all', () => {
    expect(paginate([3, 2, 1], { feedItems: 3, archiveItems: 2 })).toEqual({ newest: [3, 2, 1], archives: [] })
  })

  it('fills pages from the oldest article on', () => {
    expect(paginate([8, 7, 6, 5, 4, 3, 2, 1], { feedItems: 3, archiveItems: 2 })).toEqual({
      newest: [8, 7, 6],
      archives: [[2, 1], [4, 3], [5]],
    })
  })

  it('creates an empty page after a full one', () => {
    expect(paginate([5, 4, 3, 2, 1], { feedItems: 3, archiveItems: 2 })).toEqual({
      newest: [5, 4, 3],
      archives: [[2, 1], []],
    })
  })

  it('creates no pages of 0 articles', () => {
    expect(paginate([3, 2, 1], { feedItems: 1, archiveItems: 0 })).toEqual({ newest: [3], archives: [] })
  })

  const sizes = fc.record({ feedItems: fc.integer({ min: 1, max: 9 }), archiveItems: fc.integer({ min: 1, max: 9 }) })

  it('has every article in exactly one place', () => {
    fc.assert(
      fc.property(fc.nat(60), sizes, (count, size) => {
        const { newest, archives } = paginate(newestOf(count), size)
        expect([...newest, ...archives.toReversed().flat()]).toEqual(newestOf(count))
      }),
    )
  })

  it('never changes a full page when articles are added', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(30), sizes, (count, more, size) => {
        const before = paginate(newestOf(count), size).archives.filter((page) => page.length === size.archiveItems)
        expect(paginate(newestOf(count + more), size).archives.slice(0, before.length)).toEqual(before)
      }),
    )
  })

  it('changes at most the last page when an article is added, and creates at most one', () => {
    fc.assert(
      fc.property(fc.nat(60), sizes, (count, size) => {
        const before = paginate(newestOf(count), size).archives
        const after = paginate(newestOf(count + 1), size).archives
        expect(after.slice(0, Math.max(before.length - 1, 0))).toEqual(before.slice(0, -1))
        expect(after.length - before.length).toBeLessThanOrEqual(count < size.feedItems + 1 ? 2 : 1)
      }),
    )
  })
})

/** Articles as numbers; the newest is the highest. */
function newestOf(count: number): number[] {
  return Array.from({ length: count }, (_, index) => count - index)
}
