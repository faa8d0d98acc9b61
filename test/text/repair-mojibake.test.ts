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

/** The signs of windows-1252 that are no letters. */
const SIGNS = [...'’“”‘‚„…–—•™®©°ºª½¼¾²³¹«»‹›§¶†‡·±×÷€£¥¢¬¦¡¿µ\u00a0\u00ad']

/** All Latin letters with accents; `Ã` and `Â` are in the tests of words, because `Ã©` alone is in doubt, and `Ã©cole` is not. */
const LATIN_LETTERS = [...range(0xc0, 0x24f), ...range(0x1e00, 0x1eff)].filter(
  (letter) => /\p{L}/u.test(letter) && !'ÂÃ'.includes(letter),
)

function range(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index))
}

/** A word or a letter with a sign, as in right text. */
function around(word: string, sign: string): string[] {
  return [
    `${word}${sign}`,
    `${sign}${word}`,
    `${word}${sign} x`,
    `NESCAF${word}${sign} and`,
    `Gau${word.toLowerCase()}${sign}s law`,
    `3${word}${sign} inches`,
    `“${word}${sign}`,
  ]
}

function isChanged(text: string): boolean {
  return repairMojibake(text) !== text
}

const RIGHT = [
  'Gauß’s law in one picture',
  'NESCAFÉ® and the war',
  'Wer weiß…',
  'Strauß’',
  'ROSÉ™',
  '3×½ inches',
  'Beyoncé\u00a0–',
  'Voilà\u00a0»',
  '“fiancé”—',
  'Ä–Ö–Ü–ß',
  'À–ÖØ–öø–ÿ',
  'AMANHÃ–HOJE',
  'IRMÃ’S',
  'HYVÄ…',
  'GRÖ\u00adSSE',
  'Å°C',
]

/** Words of many languages that end or begin with a letter that damage begins with. */
const WORDS = [
  ...['weiß', 'Strauß', 'Gauß', 'Maß', 'Öl', 'Übung', 'Äpfel', 'café', 'été', 'où', 'Noël', 'Éric', 'ça'],
  ...['está', 'así', 'él', 'ñandú', 'Perú', 'café', 'são', 'português', 'você', 'avó', 'avô', 'até', 'índio'],
  ...['på', 'å', 'ö', 'Åre', 'blå', 'ny', 'sjö', 'få', 'æ', 'ø', 'ærø', 'tø', 'ål', 'reëel', 'één', 'città', 'perché'],
  ...['più', 'è', 'così', 'być', 'żółć', 'miłość', 'są', 'idę', 'Łódź', 'työ', 'hyvä', 'öljy', 'jää', 'çay', 'kağıt'],
  ...['İzmir', 'řeč', 'což', 'dítě', 'můj', 'škola', 'môj', 'lõpp', 'šķērs', 'ēka', 'ūkis', 'și', 'în', 'mâță', 'què'],
  ...[
    'maçã',
    'irmã',
    'amanhã',
    'français',
    'ó',
    'þú',
    'það',
    'á',
    'đá',
    'cũng',
    'đã',
    'và',
    'ở',
    'fiancée',
    'naïve',
    'Beyoncé',
    'Curaçao',
  ],
]

const wellFormed = fc.string({ unit: 'binary' })
const european = fc.string({ unit: fc.constantFrom(...'abcXYZ äöüßéèçñÅØ–—…•™€') })

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
    ['KÃ–LN', 'KÖLN'],
    ['MÃœNCHEN', 'MÜNCHEN'],
    ['CAFÃ‰', 'CAFÉ'],
    ['FRANÃ‡AIS', 'FRANÇAIS'],
    ['SEÃ‘OR', 'SEÑOR'],
    ['Ã¼ber', 'über'],
    ['Ã–sterreich', 'Österreich'],
    ['Ã‰cole', 'École'],
    ['cafÃ©', 'café'],
    ['zaÅ¼Ã³Å‚Ä‡', 'zażółć'],
    ['Å‚atwy', 'łatwy'],
    ['ÐŸÑ€Ð¸Ð²ÐµÑ‚', 'Привет'],
    ['20Â°C', '20°C'],
    ['BrandÂ®', 'Brand®'],
    ['Â© 2020', '© 2020'],
    ['5 â‚¬', '5 €'],
    ['Brandâ„¢', 'Brand™'],
  ])('repairs %j to %s', (text, expected) => {
    expect(repairMojibake(text)).toBe(expected)
  })

  it('is tested with the windows-1252 decoding of browsers', () => {
    expect(misread('Grüße – 日本語 😀')).toBe('GrÃ¼ÃŸe â€“ æ—¥æœ¬èªž ðŸ˜€')
  })

  it('restores all of a text in which something is damage beyond doubt', () => {
    fc.assert(
      fc.property(european, (text) => {
        expect(repairMojibake(misread(`für ${text}`))).toBe(`für ${text}`)
      }),
    )
  })

  it('restores any text or leaves it', () => {
    fc.assert(
      fc.property(fc.oneof(wellFormed, european), (text) => {
        expect([text, misread(text)]).toContain(repairMojibake(misread(text)))
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
    'Why â€™ appears',
    'Why "Ã©" appears',
    'Ã¢â‚¬â„¢ explained',
    'Getting rid of Ã‚ and Ãƒ',
    'ï»¿ at the beginning of a file',
    'LIMÃ•ES',
    'A broken (â€“) dash',
  ])('does not change %j, which is not mojibake throughout', (text) => {
    expect(repairMojibake(text)).toBe(text)
  })

  it.each(RIGHT)('does not change %s', (text) => {
    expect(repairMojibake(text)).toBe(text)
  })

  it('does not change any Latin letter before or after any sign', () => {
    const texts = SIGNS.flatMap((sign) => LATIN_LETTERS.flatMap((letter) => around(letter, sign)))
    expect(texts.filter(isChanged)).toEqual([])
  })

  it('does not change words before and after any sign', () => {
    const words = WORDS.flatMap((word) => [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)])
    const texts = SIGNS.flatMap((sign) =>
      words.flatMap((word) => [
        ...around(word, sign),
        `${sign}${word}${sign}`,
        `${word}\u00a0${sign}`,
        `${word}${sign} ${word}`,
        `${word}${sign}–`,
      ]),
    )
    expect(texts.filter(isChanged)).toEqual([])
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
