import { describe, expect, it } from 'vitest'
import { isNotModified } from '../../src/serve/conditional.ts'

const etag = '"abc"'
const lastModified = new Date('2026-01-02T03:04:05Z')

describe('isNotModified', () => {
  it.each([
    ['the same ETag', { ifNoneMatch: '"abc"' }, true],
    ['the same ETag, weak', { ifNoneMatch: 'W/"abc"' }, true],
    ['a list that holds it', { ifNoneMatch: '"x", W/"abc","y"' }, true],
    ['any', { ifNoneMatch: '*' }, true],
    ['another ETag', { ifNoneMatch: '"abcd"' }, false],
    ['an ETag without quotes', { ifNoneMatch: 'abc' }, false],
    [
      'another ETag, though the date is right',
      { ifNoneMatch: '"x"', ifModifiedSince: lastModified.toUTCString() },
      false,
    ],
    ['the same date', { ifModifiedSince: 'Fri, 02 Jan 2026 03:04:05 GMT' }, true],
    ['a later date', { ifModifiedSince: 'Sat, 03 Jan 2026 03:04:05 GMT' }, true],
    ['an earlier date', { ifModifiedSince: 'Fri, 02 Jan 2026 03:04:04 GMT' }, false],
    ['no date', { ifModifiedSince: 'yesterday' }, false],
    ['nothing', {}, false],
  ])('%s', (_, conditions, expected) => {
    expect(isNotModified({ ...conditions, etag, lastModified })).toBe(expected)
  })
})
