import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEncodingChooser } from '../../../src/serve/http/accept-encoding.ts'

describe('the encoding chooser', () => {
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
    expect(createEncodingChooser()(header)).toBe(coding)
  })

  it('always chooses a supported encoding, and the same one each time', () => {
    const choose = createEncodingChooser()
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(gzip|br|identity|\*|;q=[\d.]*|[, ])*$/)), (header) => {
        const chosen = choose(header)
        expect(['gzip', 'br', 'identity']).toContain(chosen)
        expect(choose(header)).toBe(chosen)
      }),
    )
  })
})
