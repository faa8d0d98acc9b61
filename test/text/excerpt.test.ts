import { describe, expect, it } from 'vitest'
import { excerptOf } from '../../src/text/excerpt.ts'

describe('excerptOf', () => {
  it.each([
    ['One.\n\nTwo.', 'One.'],
    ['# Heading\n\nWords.', 'Words.'],
    ['Heading\n=======\n\nWords.', 'Words.'],
    ['![A cat](cat.png)\n\nWords.', 'Words.'],
    ['```\ncode\n```\n\n---\n\nWords.', 'Words.'],
    ['> Quoted words.\n\nWords.', 'Quoted words.'],
    ['- A point.\n\nWords.', 'A point.'],
    ['![A cat](cat.png) beside a cat.', 'beside a cat.'],
  ])('of %j is %j', (body, words) => {
    expect(excerptOf(body)).toBe(words)
  })

  it.each([
    ['One.\n\nTwo.\n\n<!-- more -->\n\nThree.', 'One. Two.'],
    ['One.\n<!--truncate-->\nTwo.', 'One.'],
    ['One.\n\n{/* truncate */}\n\nTwo.', 'One.'],
    ['<!-- more -->\n\nOne.\n\nTwo.', 'One.'],
  ])('ends at the mark in %j: %j', (body, words) => {
    expect(excerptOf(body)).toBe(words)
  })

  it('keeps the text of links, emphasis and code, on one line', () => {
    expect(excerptOf('Some *emphatic* **words** and\n[a link](https://example.org) to\\\n`code`.')).toBe(
      'Some emphatic words and a link to code.',
    )
  })

  it('decodes entities once', () => {
    expect(excerptOf('Query &amp;amp; staff&#8217;s \\*star\\*')).toBe('Query &amp; staff’s *star*')
  })

  it.each([
    ['Some <b>bold</b> words.', 'Some bold words.'],
    ['<!-- draft 2 -->\n\nWords.', 'Words.'],
    ['<img src="cat.png">\n\nWords.', 'Words.'],
  ])('without HTML of %j is %j', (body, words) => {
    expect(excerptOf(body)).toBe(words)
  })

  it.each(['', '# Heading', '![A cat](cat.png)', '```\ncode\n```'])('is undefined for %j', (body) => {
    expect(excerptOf(body)).toBeUndefined()
  })
})
