import { expect, it } from 'vitest'
import { parseRetryAfter } from '../../src/websub/parse-retry-after.ts'

it.each([
  ['120', 120_000],
  ['0', 0],
  ['Fri, 02 Jan 2026 00:01:00 GMT', 60_000],
  ['Thu, 01 Jan 2026 00:00:00 GMT', 0],
  ['-1', undefined],
  ['soon', undefined],
  ['99999999999', undefined],
  ['2027', 2_027_000],
  [null, undefined],
])('parseRetryAfter reads %s as %s milliseconds', (header, milliseconds) => {
  expect(parseRetryAfter(header, new Date('2026-01-02T00:00:00Z'))).toBe(milliseconds)
})
