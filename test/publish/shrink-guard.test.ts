import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../src/publish/manifest.ts'
import { checkShrinkage, planPeaks } from '../../src/publish/shrink-guard.ts'

describe('checkShrinkage', () => {
  it.each([
    ['the first publication', undefined, manifest({ all: 0 })],
    ['growth', manifest({ all: 5 }), manifest({ all: 500 })],
    ['a loss of just the share that is allowed', manifest({ all: 20 }), manifest({ all: 10 })],
    ['an empty feed that stays empty', manifest({ all: 0 }), manifest({ all: 0 })],
    ['a small topic that loses all', manifest({ all: 100, ai: 9 }), manifest({ all: 91, ai: 0 })],
    ['a large topic that is retired', manifest({ all: 100, ai: 30 }), { ...manifest({ all: 70 }), retired: ['ai'] }],
    [
      'a large topic that moves',
      manifest({ all: 100, ai: 30 }),
      { ...manifest({ all: 100, ki: 30 }), moved: { ai: 'ki' } },
    ],
  ])('allows %s', (_, before, after) => {
    expect(refuse(before, after, 50)).toBeUndefined()
  })

  it.each([
    ['all of the articles', manifest({ all: 1 }), manifest({ all: 0 }), '"all" from 1 to 0'],
    ['more than the share that is allowed', manifest({ all: 20 }), manifest({ all: 9 }), '"all" from 20 to 9'],
    ['most of a topic of ten', manifest({ all: 100, ai: 10 }), manifest({ all: 94, ai: 4 }), '"ai" from 10 to 4'],
    ['a whole large topic', manifest({ all: 100, ai: 30 }), manifest({ all: 70 }), '"ai" from 30 to 0'],
    [
      'a topic called like a property of every object',
      manifest({ all: 40, constructor: 30 }),
      manifest({ all: 40 }),
      '"constructor" from 30 to 0',
    ],
  ])('refuses to lose %s', (_, before, after, numbers) => {
    expect(refuse(before, after, 50)?.message).toBe(
      `too many articles would be removed at once: ${numbers} (MAX_SHRINK_PERCENT is 50)`,
    )
  })

  it('refuses to replace most articles, and allows moves and changes of ids', () => {
    const before = exchanged(20, 'a')
    expect(refuse(before, exchanged(20, 'b'), 50)?.message).toBe(
      'too many articles would be removed at once: 20 of 20 articles, replaced by others (MAX_SHRINK_PERCENT is 50)',
    )
    expect(refuse(before, exchanged(20, 'a', 'b'), 50)).toBeUndefined()
    expect(refuse(before, exchanged(20, 'b', 'a'), 50)).toBeUndefined()
    expect(refuse(exchanged(9, 'a'), exchanged(9, 'b'), 50)).toBeUndefined()
  })

  it('refuses to lose half again and again within a month', () => {
    const publish = (before: Manifest, articles: number, day: string, isForced = false) => {
      const now = new Date(`${day}T00:00:00Z`)
      const refusal = isForced ? undefined : refuse(before, manifest({ all: articles }), 50, now)
      const peaks = planPeaks({ all: articles }, before, { now, isForced })
      return refusal?.message ?? { ...manifest({ all: articles }), peaks }
    }
    const refused = 'too many articles would be removed at once: "all" from 64 to 16 (MAX_SHRINK_PERCENT is 50)'
    const half = publish(manifest({ all: 64 }), 32, '2026-03-01') as Manifest
    expect(half.peaks).toEqual({ all: { articles: 64, at: '2026-03-01T00:00:00.000Z' } })
    expect(publish(half, 16, '2026-03-02')).toBe(refused)
    expect(publish(half, 16, '2026-03-30')).toBe(refused)
    expect(publish(half, 16, '2026-03-31')).toMatchObject({ peaks: { all: { articles: 32 } } })
    expect(publish(half, 16, '2026-03-02', true)).toMatchObject({ peaks: undefined })
    expect(publish(half, 32, '2026-03-02')).toMatchObject({ peaks: { all: { articles: 64 } } })
    expect(publish(half, 70, '2026-03-02')).toMatchObject({ peaks: undefined })
  })

  it('knows the peak of a feed that is called as what every object has', () => {
    const now = new Date('2026-03-01')
    const before = manifest({ all: 20, constructor: 12 })
    expect(planPeaks({ all: 20 }, before, { now, isForced: false })).toEqual({
      constructor: { articles: 12, at: '2026-03-01T00:00:00.000Z' },
    })
  })

  it('at 100 percent, allows any loss except that of all articles', () => {
    expect(refuse(manifest({ all: 100 }), manifest({ all: 1 }), 100)).toBeUndefined()
    expect(refuse(manifest({ all: 100 }), manifest({ all: 0 }), 100)?.message).toContain('"all" from 100 to 0')
  })
})

function refuse(
  before: Manifest | undefined,
  after: Manifest,
  maxShrinkPercent: number,
  now = new Date('2026-03-01T00:00:00Z'),
) {
  return checkShrinkage(before, after, { maxShrinkPercent, diagnostics: [], now })
}

/** `count` articles in a folder and at a site. */
function exchanged(count: number, folder: string, site = folder): Manifest {
  const articles = Array.from({ length: count }, (_, index) => [`${folder}/${index}.md`, { id: `${site}:${index}` }])
  return { ...manifest({ all: count }), articles: Object.fromEntries(articles) }
}

function manifest(feeds: Record<string, number>): Manifest {
  return { version: 1, generation: 1, files: [], feeds, articles: {}, moved: {}, retired: [] }
}
