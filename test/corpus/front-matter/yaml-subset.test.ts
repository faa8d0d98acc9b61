import fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { parseYamlSubset } from '../../../src/corpus/front-matter/yaml-subset.ts'
import { filesBelow } from '../../support/files.ts'
import { fuzzing } from '../../support/fuzzing.ts'
import { nativeCorpus } from '../../support/native-corpus.ts'

const realCorpus = nativeCorpus()

describe('parseYamlSubset', () => {
  it('parses fields, mappings and lists', () => {
    expect(
      parseYamlSubset(`
title: "A \\"quoted\\" title: with a colon"
published: true
quality: 94
when: 2026-03-01T09:30:00Z
empty:

provider:
  name: 'O''Reilly'
  images:
    - url: https://example.org/a?b=1#c
      width: 50
    - url: "https://example.org/b"
topics:
- Machine Learning
- AI
# a comment
tags: [one, "two, three", 'it''s', 4, C#] # another
none: []
nothing: {}
with-hyphen.and dot: -1.5
version: 1.2.0
date: 2026-03-01 9:30:00 +0100
path: /2026/03/hello/
commented: # nothing
  sub: "\\u00e9 # no" # yes
`),
    ).toEqual({
      title: 'A "quoted" title: with a colon',
      published: true,
      quality: 94,
      when: '2026-03-01T09:30:00Z',
      empty: null,
      provider: {
        name: "O'Reilly",
        images: [{ url: 'https://example.org/a?b=1#c', width: 50 }, { url: 'https://example.org/b' }],
      },
      topics: ['Machine Learning', 'AI'],
      tags: ['one', 'two, three', "it's", 4, 'C#'],
      none: [],
      nothing: {},
      'with-hyphen.and dot': -1.5,
      version: '1.2.0',
      date: '2026-03-01 9:30:00 +0100',
      path: '/2026/03/hello/',
      commented: { sub: 'é # no' },
    })
    expect(parseYamlSubset('a: b\r\n\r\nc:\r\n  - d\r\n')).toEqual({ a: 'b', c: ['d'] })
  })

  it.each([
    ['an anchor', 'a: &x 1'],
    ['an alias', 'a: *x'],
    ['a tag', 'a: !!str 1'],
    ['a list in a list', 'a: [1, [2]]'],
    ['a list over lines', 'a: [1,\n  2]'],
    ['a mapping in a line', 'a: {b: c}'],
    ['a mapping in a list in a line', 'a: [12:30: b]'],
    ['a colon after digits', 'a: 12:30: b'],
    ['text over lines', 'a: >\n  b'],
    ['text that goes on', 'a: b\n  c'],
    ['a field that is there twice', 'a: 1\na: 2'],
    ['a tab', 'a:\tb'],
    ['a lone carriage return', 'a: b\rc: d'],
    ['a prototype', '__proto__: 1'],
    ['a second document', 'a: 1\n---\nb: 2'],
    ['a strange number', 'a: 0x1F'],
    ['a list alone', '- a'],
    ['deep groups', Array.from({ length: 30 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['an escape that only YAML has', 'a: "\\x41"'],
  ])('leaves %s to js-yaml', (_, text) => {
    expect(parseYamlSubset(text)).toBeUndefined()
  })

  it('parses all articles in content/', () => {
    expectAllTaken('content')
  })

  it.skipIf(!realCorpus)('parses all articles of the real corpus', () => {
    expectAllTaken(realCorpus as string)
  })

  it('agrees with js-yaml on everything that it parses', { timeout: 600_000 }, () => {
    let taken = 0
    const { numRuns, seed } = fuzzing(0.2)
    fc.assert(
      fc.property(yaml, (text) => {
        if (expectAgreement(text)) taken++
      }),
      { numRuns, seed },
    )
    expect(taken).toBeGreaterThan(numRuns / 20)
  })
})

function expectAllTaken(folder: string): void {
  const texts = Object.entries(filesBelow(folder)).filter(([path]) => path.endsWith('.md'))
  expect(texts.length).toBeGreaterThan(10)
  for (const [path, text] of texts)
    expect([path, expectAgreement(text.slice(3, text.indexOf('\n---', 3)))]).toEqual([path, true])
}

/** Whether the text was parsed; if so, js-yaml must return the same, in the same order. */
function expectAgreement(text: string): boolean {
  const plain = parseYamlSubset(text)
  if (plain === undefined) return false
  const whole = load(text, { maxAliases: 0, maxDepth: 20 })
  if (JSON.stringify(plain) !== JSON.stringify(whole)) expect(plain).toEqual(whole)
  return true
}

const scalar = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('text', 'AI', '12', '"a b"', "'it''s'", '2026-03-01', 'true', 'a: b', 'a#b'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('', '~', 'null', 'Null', 'TRUE', 'yes', '-1', '+1', '1.5', '1e400', '.5', '0'),
  },
  { weight: 2, arbitrary: fc.constantFrom('"a\\nb"', '"\\u00e9"', '"a" b', "'a", '007', '0o7', '1_000', '12:30:45') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('2026-03-01T09:30:00Z', '2026-3-1', '2026-03-01 09:30', '99999999999999999'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('a #b', 'a:', ':a', '- a', '-a', '?', '? a', '[a', '{a', '&a', '*a', '!a', '|'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('é', '–', '\u00a0a', 'a\u00a0', 'a\u3000', '😀', '\ufeff', '\u2028', '\u0085'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '[]',
      '{}',
      '[a, "b"]',
      "['a', 1.5, -2]",
      '[a b, c#, é]',
      '[a,]',
      '[ ]',
      '[a: b]',
      '["a":b]',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '[a, [b]]',
      '[',
      ']',
      '[a] b',
      '[a # b]',
      '[a]#',
      '[a:]',
      '[#a]',
      '["a" b]',
      '[a,, b]',
      '[-1, - a]',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '1.2.3',
      '2026-03-01 9:30:00 +0100',
      '1 a',
      '1e3.4.',
      '0x1 ',
      '-0',
      '-0.0',
      '1.',
      '1.50',
      '-a',
      '<<',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '/a/',
      '(a)',
      '<a>',
      '_a',
      '$a',
      '^a',
      ';a',
      '~a',
      '.a',
      '+a',
      '=',
      '# a',
      '"a" # b',
      "'a'# b",
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...`aZ0 :#-'"\\.,[]{}&*!|>%@\`?\t\r~`), maxLength: 7 }) },
)

const name = fc.constantFrom(
  'a',
  'b',
  'title',
  'null',
  'x1',
  'true',
  '__proto__',
  'constructor',
  'a b',
  'a-b.c',
  'a  b',
  '_a',
  '# a',
  '1',
  '-',
  '"q"',
  '',
)

/** A typical line of front matter, with an indentation that sometimes fits. */
const line = fc
  .tuple(
    fc.constantFrom('', '', '', '', '  ', '  ', '    ', ' ', '      '),
    fc.constantFrom('', '', '', '- ', '- ', '-', '-  '),
    fc.option(name, { freq: 6, nil: undefined }),
    fc.constantFrom(' ', ' ', ' ', '', '  ', '\t'),
    fc.option(scalar, { freq: 3, nil: undefined }),
    fc.constantFrom('', '', '', ' ', ' # x', '# x', ' #', '\r'),
  )
  .map(
    ([indent, dash, field, gap, value = '', end]) =>
      `${indent}${dash}${field === undefined ? '' : `${field}:${gap}`}${value}${end}`,
  )

/** Valid fields with a few invalid lines among them. */
const yaml = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: line },
      {
        weight: 5,
        arbitrary: fc
          .tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), scalar)
          .map(([key, value]) => `${key}: ${value}`),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom('', ' ', 'g:\n  - a\n  - b: c\n    d: e', 'h:\n- x\n- y', 'i:\n  j:\n    k: l'),
      },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((lines) => lines.join('\n'))
