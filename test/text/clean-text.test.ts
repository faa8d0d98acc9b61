import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanLine, cleanText } from '../../src/text/clean-text.ts'

/** Characters that XML 1.0 §2.2 forbids; with the flag u, a surrogate is a lone one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u

/** Any sequence of UTF-16 code units, well-formed or not. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x9f }),
      fc.integer({ min: 0xd7ff, max: 0xe001 }),
      fc.integer({ max: 0xffff, min: 0 }),
    ),
  )
  .map((units) => String.fromCharCode(...units))

describe('cleanText', () => {
  it.each([
    ['a\u0000b\u0007c', 'abc'],
    ['a\u000bb\u000cc', 'abc'],
    ['a\u0080b\u009fc\u007f', 'abc'],
    ['a\ufffeb\uffff', 'ab'],
    ['a\ud83db', 'ab'],
    ['a\ude00b', 'ab'],
    ['a\ud83d\u0000\ude00b', 'ab'],
    ['one\r\ntwo\rthree\n', 'one\ntwo\nthree\n'],
  ])('cleans %j to %j', (text, expected) => {
    expect(cleanText(text)).toBe(expected)
  })

  it.each(['tab\tnewline\nspace', 'Grüße 人工知能 😀', 'no\u00a0break', 'a\ufffdb', 'zero\u200dwidth', ' ends '])(
    'does not change %j',
    (text) => {
      expect(cleanText(text)).toBe(text)
    },
  )

  it('removes everything that XML forbids', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(text)).not.toMatch(FORBIDDEN)
        expect(cleanText(text)).not.toContain('\r')
      }),
    )
  })

  it('is idempotent', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text))
      }),
    )
  })
})

describe('cleanLine', () => {
  it.each([
    ['  one \t two\r\n\r\nthree ', 'one two three'],
    ['10\u00a0000 articles', '10\u00a0000 articles'],
    ['a \u0000 b', 'a b'],
    [' \n ', ''],
  ])('turns %j into the line %j', (text, expected) => {
    expect(cleanLine(text)).toBe(expected)
  })
})
