import { describe, expect, it } from 'vitest'
import { compareNaturally } from '../../src/text/natural-order.ts'

describe('names in natural order', () => {
  it.each([
    ['know numbers', ['Apollo 8', 'Apollo 11', 'Apollo 110', 'Apollo program']],
    ['compare numbers of any length', ['9'.repeat(30), `1${'0'.repeat(30)}`]],
    ['ignore case', ['ai', 'Art', 'artificial life', 'Biology']],
    ['ignore accents', ['Eclipse', 'Énergie', 'Evolution', 'Zoo']],
    ['sort prefixes first', ['Art', 'Art 2', 'Art history']],
    ['have a fixed order for names that differ only in case', ['AI', 'Ai', 'ai']],
    ['have a fixed order for leading zeros', ['7', '007', '8'].sort()],
    ['sort other scripts after Latin', ['Zoo', 'Новости', 'עברית', '新聞']],
    ['distinguish separate letters of other scripts', ['ива', 'йва', 'йга']],
  ])('%s', (_, names) => {
    for (const order of [names, names.toReversed()]) expect(order.toSorted(compareNaturally)).toEqual(names)
  })

  it('are equal only if they are identical', () => {
    expect(compareNaturally('AI', 'AI')).toBe(0)
    expect(compareNaturally('', 'a')).toBeLessThan(0)
    expect(compareNaturally('a', '')).toBeGreaterThan(0)
  })
})
