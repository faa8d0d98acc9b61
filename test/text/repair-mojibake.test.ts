import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repairMojibake } from '../../src/text/repair-mojibake.ts'

/** The characters of windows-1252 for the bytes 0x80 to 0x9F (https://encoding.spec.whatwg.org/index-windows-1252.txt). */
const SHOWN_FROM_0X80 = [...'€\u0081‚ƒ„…†‡', ...'ˆ‰Š‹Œ\u008dŽ\u008f', ...'\u0090‘’“”•–—', ...'˜™š›œ\u009džŸ']

/** Decodes the UTF-8 bytes of a text as windows-1252. */
function misread(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) => SHOWN_FROM_0X80[byte - 0x80] ?? String.fromCharCode(byte))
    .join('')
}

/** As in `THE CAFÉ…`, which is correct although its last two characters look like mojibake. */
const LIKE_CAPITALS_BEFORE_A_MARK = /\p{Lu}[À-ß][’”»…–—]/u

const wellFormed = fc.string({ unit: 'binary' })
const european = fc.string({ unit: fc.constantFrom(...'abcXYZ äöüßéèçñÅØ’“”–—…•™€') })

describe('repairMojibake', () => {
  it.each([
    ['Half machine, half artist â€“ meet DALL-E 2', 'Half machine, half artist – meet DALL-E 2'],
    ['Itâ€™s', 'It’s'],
    ['â€œQuotedâ€\u009d', '“Quoted”'],
    ['GrÃ¼ÃŸe', 'Grüße'],
    ['voil\u00c3\u00a0', 'voilà'],
    ['æ—¥æœ¬èªž', '日本語'],
    ['ðŸ˜€', '😀'],
    ['ï»¿marked', '\ufeffmarked'],
    ['a\u00e2\u0080\u0093b', 'a–b'],
  ])('repairs %j to %s', (text, expected) => {
    expect(repairMojibake(text)).toBe(expected)
  })

  it('is tested with the windows-1252 decoding of browsers', () => {
    expect(misread('Grüße – 日本語 😀')).toBe('GrÃ¼ÃŸe â€“ æ—¥æœ¬èªž ðŸ˜€')
  })

  it('restores any text, except upper-case words before punctuation', () => {
    fc.assert(
      fc.property(fc.oneof(wellFormed, european), (text) => {
        fc.pre(!LIKE_CAPITALS_BEFORE_A_MARK.test(misread(text)))
        expect(repairMojibake(misread(text))).toBe(text)
      }),
    )
  })

  it.each([
    'plain ASCII',
    'Grüße – voilà, São Paulo',
    '“CAFÉ”',
    'THE CAFÉ…',
    'Â',
    'artist â€“ meet 日本語',
    'artist â€“ meet – you',
    'GrÃ¼ÃŸe und Grüße',
    'a broken â€',
    '日本語 😀',
    '\ud83d Ã¼',
  ])('does not change %j, which is not mojibake throughout', (text) => {
    expect(repairMojibake(text)).toBe(text)
  })

  it('does not change text with a character that windows-1252 does not have', () => {
    const foreign = fc.constantFrom('日', '→', 'ł', 'Ж', '😀', '\ufffd', '\ud83d')
    fc.assert(
      fc.property(wellFormed, foreign, wellFormed, (before, character, after) => {
        const text = misread(before) + character + misread(after)
        expect(repairMojibake(text)).toBe(text)
      }),
    )
  })

  it('makes only changes that the wrong decoding reverses', () => {
    const shown = fc.string({ unit: fc.constantFrom(...SHOWN_FROM_0X80, ...'aÂÃâäðŸ¼©¦\u00a0') })
    fc.assert(
      fc.property(shown, (text) => {
        const repaired = repairMojibake(text)
        if (repaired !== text) expect(misread(repaired)).toBe(text)
      }),
    )
  })
})
