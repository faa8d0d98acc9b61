import { describe, expect, it } from 'vitest'
import { isNotModified } from '../../../src/serve/http/conditional-request.ts'

const etag = '"abc.gz"'
const lastModified = new Date('2026-01-02T03:04:05Z')
const now = new Date('2026-01-03T03:04:05Z')

describe('isNotModified', () => {
  it.each([
    ['the same ETag', { ifNoneMatch: '"abc.gz"' }, true],
    ['the same ETag, weak', { ifNoneMatch: 'W/"abc.gz"' }, true],
    ['the same ETag, marked by a proxy that compresses', { ifNoneMatch: '"abc.gz-gzip"' }, true],
    ['the same ETag, weak and marked', { ifNoneMatch: 'W/"abc.gz-gzip"' }, true],
    ['a list that holds it', { ifNoneMatch: '"x", W/"abc.gz","y"' }, true],
    ['any', { ifNoneMatch: '*' }, true],
    ['any, with space around it', { ifNoneMatch: ' * ' }, true],
    ['the ETag of another coding', { ifNoneMatch: '"abc.br"' }, false],
    ['another ETag', { ifNoneMatch: '"abcd.gz"' }, false],
    ['an ETag without quotes', { ifNoneMatch: 'abc.gz' }, false],
    ['an empty list', { ifNoneMatch: '' }, false],
    [
      'another ETag, though the date is right',
      { ifNoneMatch: '"x"', ifModifiedSince: lastModified.toUTCString() },
      false,
    ],
    [
      'the same ETag, though the date is wrong',
      { ifNoneMatch: '"abc.gz"', ifModifiedSince: 'Fri, 02 Jan 2015 03:04:05 GMT' },
      true,
    ],
    ['the same date', { ifModifiedSince: 'Fri, 02 Jan 2026 03:04:05 GMT' }, true],
    ['a later date', { ifModifiedSince: 'Sat, 03 Jan 2026 03:04:05 GMT' }, true],
    ['a date in the future', { ifModifiedSince: 'Sat, 03 Jan 2026 03:04:06 GMT' }, false],
    ['an earlier date', { ifModifiedSince: 'Fri, 02 Jan 2026 03:04:04 GMT' }, false],
    ['the same date as old servers wrote it', { ifModifiedSince: 'Friday, 02-Jan-26 03:04:05 GMT' }, true],
    ['the same date in the form of asctime, which is in UTC', { ifModifiedSince: 'Fri Jan  2 03:04:05 2026' }, true],
    ['an earlier date in the form of asctime', { ifModifiedSince: 'Fri Jan  2 03:04:04 2026' }, false],
    ['no date', { ifModifiedSince: 'yesterday' }, false],
    ['a year', { ifModifiedSince: '2099' }, false],
    ['a date that is none of HTTP', { ifModifiedSince: '2099-01-01' }, false],
    ['nothing', {}, false],
  ])('%s', (_, conditions, expected) => {
    expect(isNotModified({ ...conditions, etag, lastModified, now })).toBe(expected)
  })
})
