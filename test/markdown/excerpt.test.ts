import { describe, expect, it } from 'vitest'
import { excerptOf } from '../../src/markdown/excerpt.ts'

describe('excerptOf', () => {
  it.each([
    ['One.\n\nTwo.', 'One.'],
    ['# Heading\n\nWords.', 'Words.'],
    ['Heading\n=======\n\nWords.', 'Words.'],
    ['A claim<sup><a href="#n1">1</a></sup>, E=mc<sup>2</sup><a href="#n2"><sup>[2]</sup></a>.', 'A claim, E=mc2.'],
    ['The <a href="#part">part</a> and the 2<sup><a href="/nd">nd</a></sup>.', 'The part and the 2nd.'],
    ['![A cat](cat.png)\n\nWords.', 'Words.'],
    ['```\ncode\n```\n\n---\n\nWords.', 'Words.'],
    ['> Quoted words.\n\nWords.', 'Quoted words.'],
    ['- A point.\n\nWords.', 'Words.'],
    ['- A point.\n\n- Another.\n\nWords.', 'Words.'],
    ['| a | b |\n|---|---|\n| c | d |\n\nWords.', 'Words.'],
    ['<p>In HTML.</p>\n\nIn Markdown.', 'In HTML.'],
    ['<div>In a block.</div>\n\nWords.', 'In a block.'],
    ['<h2>Heading</h2>\n<p>Words.</p>', 'Words.'],
    ['<script>alert("no words")</script>\n\nWords.', 'Words.'],
    ['<style>p { color: red }</style>\n\nWords.', 'Words.'],
    ['<div class="alert alert-info">Moved.</div>\n\nWords.', 'Words.'],
    ['> [!NOTE]\n> Moved.\n\nWords.', 'Words.'],
    ['> **Note:** moved.\n\nWords.', 'Words.'],
    [':::warning\nMoved.\n:::\n\nWords.', 'Words.'],
    ['!!! note "Moved"\n    Elsewhere.\n\nWords.', 'Words.'],
    ['[[toc]]\n\nWords.', 'Words.'],
    ['[TOC]\n\nWords.', 'Words.'],
    ['{.lead}\n\nWords.', 'Words.'],
    ['Words.{.lead}', 'Words.'],
    ['Words.\n{: .lead }', 'Words.'],
    ['{.lead}\nWords.', 'Words.'],
    ['{.lead #a}\n\nWords.', 'Words.'],
    ['{lead}\nWords.', '{lead} Words.'],
    ['Use `{{ title }}` there.', 'Use {{ title }} there.'],
    ['A note[^1] and ==marks==.\n\n[^1]: Below.', 'A note and marks.'],
    ['See [[1]](https://example.org).', 'See [1].'],
    ['A Promise<Option> is fine.', 'A Promise<Option> is fine.'],
    ['Roses are red,<br>violets are blue,<br/>sugar is sweet.', 'Roses are red, violets are blue, sugar is sweet.'],
    ['![A cat](cat.png) beside a cat.', 'beside a cat.'],
  ])('of %j is %j', (body, words) => {
    expect(excerptOf(body)).toBe(words)
  })

  it.each([
    ['One.\n\nTwo.\n\n<!-- more -->\n\nThree.', 'One. Two.'],
    ['One.\n<!--truncate-->\nTwo.', 'One.'],
    ['One.\n\n{/* truncate */}\n\nTwo.', 'One.'],
    ['<!-- more -->\n\nOne.\n\nTwo.', 'One.'],
    ['One.\n\n- a point\n\nTwo.\n\n<!-- read more -->\n\nThree.', 'One. Two.'],
    ['Write `<!-- more -->` there.\n\nTwo.', 'Write <!-- more --> there.'],
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

  it.each(['', '# Heading', '![A cat](cat.png)', '```\ncode\n```', '- a\n- b'])('is undefined for %j', (body) => {
    expect(excerptOf(body)).toBeUndefined()
  })

  it('follows references that are defined far below', () => {
    const filler = 'Filler text of a long article. '.repeat(2000)
    const body = `The [perceptron][1] was a machine.\n\n${filler}\n\n[1]: https://example.net/perceptron`
    expect(excerptOf(body)).toBe('The perceptron was a machine.')
  })

  it.each([
    ['word '.repeat(2000), 'word word…', 500],
    ['字'.repeat(2000), '字字…', 500],
    [`${'a'.repeat(498)}😀😀`, 'aa…', 499],
  ])('is cut at a word, after at most 500 characters: %#', (body, end, length) => {
    const excerpt = excerptOf(body) as string
    expect(excerpt.length).toBe(length)
    expect(excerpt.endsWith(end)).toBe(true)
  })
})
