import { decodeHTMLStrict } from 'entities'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanLine } from '../../src/text/clean-text.ts'
import { decodedText, plainText } from '../../src/text/plain-text.ts'
import { repairMojibake } from '../../src/text/repair-mojibake.ts'
import { fuzzing } from '../support/fuzzing.ts'

describe('plainText', () => {
  it.each([
    'Write &lt; for < in XML',
    'Use &nbsp; in HTML',
    'What \ufffd means',
    'Why â€™ appears',
    'How <em>and</em> works',
    '&#8217;',
  ])('is %j to the letter', (text) => {
    expect(plainText(text)).toBe(text)
  })

  it.each([
    ['Itâ€™s  Query\n&amp; \u0000x', 'It’s Query &amp; x'],
    ['KÃ–LN', 'KÖLN'],
  ])('cleans %j to %j', (text, expected) => {
    expect(plainText(text)).toBe(expected)
  })
})

describe('decodedText', () => {
  it.each([
    ['Query &amp; Dataflows', 'Query & Dataflows'],
    ['staff&#8217;s', 'staff’s'],
    ['caf&#xE9; &hellip;', 'café …'],
    ['Query &amp;amp; x', 'Query &amp; x'],
    ['&lt;b&gt; is bold', '<b> is bold'],
    ['&copy;2022', '©2022'],
  ])('decodes the entities of %j once', (text, expected) => {
    expect(decodedText(text)).toBe(expected)
  })

  it.each(['&copy2022', 'AT&T', 'a & b', 'R&D; now', '?a=1&lt=2', '100 % & more'])('leaves %j alone', (text) => {
    expect(decodedText(text)).toBe(text)
  })

  it('keeps no-break spaces between words', () => {
    expect(decodedText('10&nbsp;000 and 10\u00a0000')).toBe('10\u00a0000 and 10\u00a0000')
  })

  it('removes entities of invalid characters', () => {
    expect(decodedText('a&#0;b&#x8;c&#xD800;d&#xFFFF;e')).toBe('abcde')
  })

  it('removes the sign of a wrong charset', () => {
    expect(decodedText('a\ufffdb &#xFFFD;')).toBe('ab')
  })

  it('repairs mojibake', () => {
    expect(decodedText('Half machine, half artist â€“ meet DALL-E 2')).toBe('Half machine, half artist – meet DALL-E 2')
  })

  it('repairs mojibake and decodes entities in the same text', () => {
    expect(decodedText('Itâ€™s Query &amp; Dataflows')).toBe('It’s Query & Dataflows')
  })

  it('collapses white space', () => {
    expect(decodedText('  one\n  two\t\tthree ')).toBe('one two three')
  })

  it('takes the fast path only if the result is the same', () => {
    const unit = fc.constantFrom(
      'a',
      ' ',
      '.',
      '–',
      '’',
      '“',
      '…',
      '\u2010',
      '\u2027',
      '\u2028',
      '\n',
      '&amp;',
      'â',
      '€',
    )
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(decodedText(text)).toBe(cleanLine(decodeHTMLStrict(repairMojibake(text)).replaceAll('\ufffd', '')))
      }),
      fuzzing(0.1),
    )
  })
})
