import fc from 'fast-check'
import { expect, it } from 'vitest'
import { closestName } from '../../src/text/closest-name.ts'

const NAMES = ['url-invalid', 'url-scheme', 'id-invalid', 'slug-invalid', 'site']

it.each([
  ['url-invald', 'url-invalid'],
  ['URL-Invalid', 'url-invalid'],
  ['ulr-scheme', 'url-scheme'],
  ['iste', 'site'],
  ['slug', 'slug-invalid'],
  ['rule', undefined],
  ['', undefined],
])('takes %j for %j', (typed, expected) => {
  expect(closestName(typed, NAMES)).toBe(expected)
})

it('finds every name with one letter missing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), fc.nat(), (name, position) => {
      const index = position % name.length
      expect(closestName(name.slice(0, index) + name.slice(index + 1), NAMES)).toBe(name)
    }),
  )
})
