import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEncodingRanker } from '../../../src/serve/http/accept-encoding.ts'

describe('the ranking of encodings', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['GZIP', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['gzip;q=0.5, br;q=1.0', 'br'],
    ['gzip;q=0', 'identity'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['identity', 'identity'],
    ['identity;q=1, gzip;q=0.5', 'identity'],
    ['identity;q=0, gzip;q=0', 'identity'],
    ['identity;q=0, gzip', 'gzip'],
    ['deflate', 'identity'],
    ['zstd, compress', 'identity'],
    ['gzip;q=nonsense', 'identity'],
  ])('%s gives %s', (header, coding) => {
    expect(createEncodingRanker()(header)[0] ?? 'identity').toBe(coding)
  })

  it.each([
    ['gzip, deflate, br', ['br', 'gzip', 'identity']],
    ['gzip;q=1.0, br;q=0.5', ['gzip', 'br', 'identity']],
    ['br', ['br', 'identity']],
    ['identity;q=0, gzip', ['gzip']],
  ])('of %s is %j', (header, ranked) => {
    expect(createEncodingRanker()(header)).toEqual(ranked)
  })

  it('contains only supported encodings, and the same ones each time', () => {
    const rank = createEncodingRanker()
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(gzip|br|identity|\*|;q=[\d.]*|[, ])*$/)), (header) => {
        const ranked = rank(header)
        expect(['gzip', 'br', 'identity']).toEqual(expect.arrayContaining([...ranked]))
        expect(rank(header)).toEqual(ranked)
      }),
    )
  })
})
