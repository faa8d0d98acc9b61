import fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { repairYaml } from '../../../src/corpus/front-matter/lenient-yaml.ts'
import { readYaml } from '../../../src/corpus/front-matter/parse-yaml.ts'
import { fuzzing } from '../../support/fuzzing.ts'

/** The fields of a text that YAML refuses, with the line, counted from 0, and the message of its warning. */
function lenient(text: string) {
  expect(() => load(text, { maxAliases: 0, maxDepth: 20 })).toThrow()
  const reading = readYaml(text)
  if (!('fields' in reading)) return reading.message
  const { line, message = '' } = reading.leniency ?? {}
  return [reading.fields, line, message.replace('is read although ', '')]
}

describe('YAML that only older readers take', () => {
  it.each([
    ['plain text', 'excerpt: One\ntwo.\n\nThree.\ntitle: Hello', { excerpt: 'One two.\nThree.', title: 'Hello' }, 1],
    ['quoted text', 'excerpt: "One\ntwo."\ntitle: Hello', { excerpt: 'One two.', title: 'Hello' }, 1],
    ['text in single quotes', "a: b\nexcerpt: 'One\nand two: it''s.'", { a: 'b', excerpt: "One and two: it's." }, 2],
    ['text below another field', 'a:\n  b: One\n  two.\n  c: d', { a: { b: 'One two.', c: 'd' } }, 2],
    ['an item of a list', 'a:\n  - One\ntwo.\n  - b', { a: ['One two.', 'b'] }, 2],
    ['a list', 'tags: [\n  a,\n  b\n]\ntitle: Hello', { tags: ['a', 'b'], title: 'Hello' }, 3],
  ])('may go on at the margin: %s', (_, text, fields, line) => {
    expect(lenient(text)).toEqual([fields, line, 'a value goes on at the margin'])
  })

  it.each([
    ['title: Foo: bar', 'Foo: bar'],
    ['title: Foo: bar # 1', 'Foo: bar # 1'],
    ['title: Foo:', 'Foo:'],
    ['title: @user says', '@user says'],
    ['title: `code` here', '`code` here'],
    ['title: %d items', '%d items'],
    ['title: *Foo* and bar', '*Foo* and bar'],
    ['title: **Foo**', '**Foo**'],
    ['title: & more', '& more'],
    ['title: ![a](b.png)', '![a](b.png)'],
    ['title: > 5 things', '> 5 things'],
    ['title: - 5 things', '- 5 things'],
    ['title: [WIP] something', '[WIP] something'],
    ['title: {a} b', '{a} b'],
    ['title: "Foo" bar', '"Foo" bar'],
    ['title: "Foo" and "bar"', '"Foo" and "bar"'],
    ['title: "Foo "bar" baz"', 'Foo "bar" baz'],
    ["title: 'It's me'", "It's me"],
    ['title: C:\\Users: "a"', 'C:\\Users: "a"'],
  ])('may have text without the quotes that it needs: %s', (text, title) => {
    expect(lenient(text)).toEqual([{ title }, 0, 'text is not quoted'])
  })

  it('may have such text go on at the margin', () => {
    expect(lenient('excerpt: One\ntwo,\nand in fact: three.\ntitle: Hello')).toEqual([
      { excerpt: 'One two, and in fact: three.', title: 'Hello' },
      0,
      'text is not quoted',
    ])
  })

  it('may have such text in lists', () => {
    expect(lenient('a:\n- @b\n- c: @d\n  e: f\n- "g" h')).toEqual([
      { a: ['@b', { c: '@d', e: 'f' }, '"g" h'] },
      1,
      'text is not quoted',
    ])
    expect(lenient('a: [@b, "@c, d", *e*, f]')).toEqual([
      { a: ['@b', '@c, d', '*e*', 'f'] },
      0,
      'a list contains tabs or text that is not quoted',
    ])
  })

  it.each([
    [
      'tabs as indentation',
      'a:\n\tb: c\n\td:\n\t\t- e',
      { a: { b: 'c', d: ['e'] } },
      1,
      'a line is indented with a tab',
    ],
    ['tabs in a list', 'a: [b,\tc]', { a: ['b', 'c'] }, 0, 'a list contains tabs or text that is not quoted'],
    ['a field twice', 'a: 1\nb: 2\na: 3', { a: 3, b: 2 }, 2, 'a field is there twice'],
    ['a field twice below another', 'a:\n  b: 1\n  b: 2', { a: { b: 2 } }, 2, 'a field is there twice'],
    ['a backslash', 'a: "C:\\Users\\new"', { a: 'C:\\Users\\new' }, 0, 'a backslash in double quotes is not doubled'],
    [
      'a regular expression',
      'a: "\\d \\"b\\" \\\\"',
      { a: '\\d "b" \\' },
      0,
      'a backslash in double quotes is not doubled',
    ],
    [
      'no space after a colon',
      'title:Hello\ntags:[a]\nb: c',
      { title: 'Hello', tags: ['a'], b: 'c' },
      0,
      'there is no space after a colon',
    ],
    ['control characters', 'a: b\bc', { a: 'bc' }, 0, 'it contains control characters'],
  ])('may have %s', (_, text, fields, line, message) => {
    expect(lenient(text)).toEqual([fields, line, message])
  })

  it('keeps block text, comments and links as they are', () => {
    const text = 'a: |\n  b: "c\n   - @d\n# @e\nf: g # h\ni: https://example.org/#j\nk: @l'
    expect(lenient(text)).toEqual([
      { a: 'b: "c\n - @d\n', f: 'g', i: 'https://example.org/#j', k: '@l' },
      6,
      'text is not quoted',
    ])
  })

  it('has its first mistake reported, with the lines of its fields', () => {
    const reading = readYaml('a: b\r\nc\r\nd: e: f\r\ng: h\r\ng: i')
    expect(reading).toMatchObject({ fields: { a: 'b c', d: 'e: f', g: 'i' }, leniency: { line: 1 } })
    expect('fields' in reading && [reading.lineOf(['d']), reading.lineOf(['g'])]).toEqual([2, 4])
  })

  it.each([
    'a: &x b\nc: *x',
    'a: !secret b',
    'a: !!js/function "b"',
    'a: "b\nc: d',
    'a: [b\nc: d',
    'title: {{ title }}',
    'a\nb: c',
    'a: b\n- c',
    'https://example.org\na: b',
  ])('is refused where it cannot be understood: %j', (text) => {
    expect(lenient(text)).toMatch(/^is not valid YAML: /)
  })

  it('is never read where YAML 1.2 accepts the text', () => {
    const part = fc.constantFrom(
      'a: ',
      'b:',
      '\n',
      '\n  ',
      '- ',
      '"',
      "'",
      'c',
      ' #d',
      ': ',
      '[',
      ']',
      ',',
      '|',
      '@',
      '*',
      '\t',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        let strict: unknown
        try {
          strict = load(text, { maxAliases: 0, maxDepth: 20 })
        } catch {
          return
        }
        if (typeof strict !== 'object' || strict === null || Array.isArray(strict)) return
        const reading = readYaml(text)
        expect(reading).toEqual({ fields: strict, lineOf: expect.any(Function) })
      }),
      fuzzing(0.2),
    )
  })

  it('has as many lines after the repair', () => {
    const text = fc.array(fc.constantFrom('a: ', 'b', '\n', '\r\n', '"', '- ', '[', ']', '\t', '@', ': ', '\\d'), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(text, (parts) => {
        const source = parts.join('')
        expect(repairYaml(source).text.split('\n')).toHaveLength(source.split(/\r?\n/).length)
      }),
      fuzzing(0.1),
    )
  })
})
