import { describe, expect, it } from 'vitest'
import { compareNaturally } from '../../src/text/natural-order.ts'

describe('names in natural order', () => {
  it.each([
    ['know numbers', ['Apollo 8', 'Apollo 11', 'Apollo 110', 'Apollo program']],
    ['know numbers that are longer than any that JavaScript counts with', ['9'.repeat(30), `1${'0'.repeat(30)}`]],
    ['do not mind case', ['ai', 'Art', 'artificial life', 'Biology']],
    ['do not mind accents', ['Eclipse', 'Énergie', 'Evolution', 'Zoo']],
    ['begin with the shorter one', ['Art', 'Art 2', 'Art history']],
    ['put what differs in case alone in one order', ['AI', 'Ai', 'ai']],
    ['put zeros before a number in one order', ['7', '007', '8'].sort()],
    ['put other scripts after Latin', ['Zoo', 'Новости', 'עברית', '新聞']],
    ['keep letters of their own apart', ['ива', 'йва', 'йга']],
  ])('%s', (_, names) => {
    for (const order of [names, names.toReversed()]) expect(order.toSorted(compareNaturally)).toEqual(names)
  })

  it('are equal only if they are identical', () => {
    expect(compareNaturally('AI', 'AI')).toBe(0)
    expect(compareNaturally('', 'a')).toBeLessThan(0)
    expect(compareNaturally('a', '')).toBeGreaterThan(0)
  })
})
