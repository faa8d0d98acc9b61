import { expect, it } from 'vitest'
import { termKinds, termNumber } from '../../../src/feeds/mix/terms.ts'

it('every term has a number of its own, however short', () => {
  const characters = [...'abcdefghijklmnopqrstuvwxyz0123456789-äß機器']
  const pairs = characters.flatMap((first) => characters.map((second) => first + second))
  const terms = [...characters, ...pairs, ...pairs.flatMap((pair) => characters.map((third) => pair + third))]
  const numbers = termKinds.flatMap((kind) => terms.map((term) => termNumber(kind, term)))
  expect(new Set(numbers).size).toBe(termKinds.length * terms.length)
  expect(numbers.every(Number.isSafeInteger)).toBe(true)
})
