import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFrontMatter } from '../../../src/corpus/front-matter/parse-front-matter.ts'
import { fuzzing } from '../../support/fuzzing.ts'
import { growthOf, LINEAR } from '../../support/growth.ts'

const parse = (text: string) => parseFrontMatter({ path: 'a.md', text })

/** The kind, the fields and the body. */
function parts(text: string) {
  const parsed = parse(text)
  if ('rule' in parsed) return parsed
  const { kind, fields, body, warnings } = parsed
  expect(warnings).toEqual([])
  return [kind, fields, body]
}

/** The lines of fields. */
function lines(text: string, ...paths: PropertyKey[][]) {
  const parsed = parse(text)
  return 'rule' in parsed ? parsed : paths.map((path) => parsed.lineOf(path))
}

const HELLO = { title: 'Hello' }

describe('front matter of YAML', () => {
  it.each([
    ['a closing "..."', '---\ntitle: Hello\n...\nWords.\n\n---\n\nMore.\n', 'Words.\n\n---\n\nMore.\n'],
    ['a closing "..." alone', '---\ntitle: Hello\n...\nWords.', 'Words.'],
    ['the end of a document before the fence', '---\ntitle: Hello\n...\n---\nWords.', 'Words.'],
    ['no opening fence', 'title: Hello\n---\nWords.', 'Words.'],
    ['no opening fence and CRLF', 'title: Hello\r\n---\r\nWords.', 'Words.'],
    ['an empty line before the fence', 'title: Hello\n\n---\nWords.', 'Words.'],
    ['its name after the fence', '---yaml\ntitle: Hello\n---\nWords.', 'Words.'],
    ['its short name after the fence', '--- yml\ntitle: Hello\n---\nWords.', 'Words.'],
  ])('may have %s', (_, text, body) => {
    expect(parts(text)).toEqual(['yaml', HELLO, body])
  })

  it('has the lines of its fields', () => {
    expect(lines('---\ntitle: Hello\ntags:\n  - a\n  - b\n---\n', ['title'], ['tags', 1], ['date'])).toEqual([2, 5, 2])
    expect(lines('title: Hello\ntags:\n  - a\n---\n', ['title'], ['tags', 0], ['date'])).toEqual([1, 3, 1])
  })

  it('is read leniently with one warning', () => {
    expect(parse('---\ndate: 2026-01-02\ntitle: One: two\ntags: [@a]\n---\n')).toMatchObject({
      fields: { date: '2026-01-02', title: 'One: two', tags: ['@a'] },
      warnings: [
        {
          file: 'a.md',
          line: 3,
          rule: 'front-matter-lenient',
          message: 'is read although text is not quoted',
          severity: 'warning',
        },
      ],
    })
  })
})

describe('front matter of TOML', () => {
  const TOML = `+++
title = "Hello" # a comment
draft = false
date = 2026-03-01
when = 2026-03-01T09:30:00+01:00
local = 2026-03-01 09:30:00
big = 12345678901234567890
[taxonomies]
tags = [
  "a",
  'b',
]
[[images]]
url = "one.png"
[[images]]
url = "two.png"
+++
Words.
`

  it('becomes plain data', () => {
    expect(parts(TOML)).toEqual([
      'toml',
      {
        title: 'Hello',
        draft: false,
        date: '2026-03-01',
        when: '2026-03-01T09:30:00.000+01:00',
        local: '2026-03-01T09:30:00.000',
        big: '12345678901234567890',
        taxonomies: { tags: ['a', 'b'] },
        images: [{ url: 'one.png' }, { url: 'two.png' }],
      },
      'Words.\n',
    ])
    expect(parts('---toml\ntitle = "Hello"\n---\nWords.')).toEqual(['toml', HELLO, 'Words.'])
    expect(parts('+++\r\ntitle = "Hello"\r\n+++\r\nWords.')).toEqual(['toml', HELLO, 'Words.'])
    expect(parts('+++\n+++\nWords.')).toEqual(['toml', {}, 'Words.'])
  })

  it('has the lines of its fields', () => {
    const paths = [
      ['title'],
      ['taxonomies'],
      ['taxonomies', 'tags', 0],
      ['images', 1, 'url'],
      ['images', 1, 'width'],
      ['x'],
    ]
    expect(lines(TOML, ...paths)).toEqual([2, 8, 9, 16, 15, 1])
  })

  it.each([
    ['title = Hello', 2, 'is not valid TOML: invalid value'],
    ['title = "Hello"\ntitle = "Hello"', 3, expect.stringMatching(/^is not valid TOML: /)],
    [`a = ${'['.repeat(30)}${']'.repeat(30)}`, 2, expect.stringMatching(/^is not valid TOML: /)],
    [`${'a.'.repeat(30)}a = 1`, undefined, 'is not valid TOML: it is nested more than 20 levels deep'],
  ])('rejects %j, with the line', (toml, line, message) => {
    expect(parse(`+++\n${toml}\n+++\n`)).toMatchObject({ rule: 'front-matter-toml', line, message, severity: 'error' })
  })
})

describe('front matter of JSON', () => {
  it.each([
    ['an object', '{\n  "title": "Hello"\n}\nWords.'],
    ['an object on one line', '{"title": "Hello"}\nWords.'],
    ['an object with CRLF', '{\r\n\t"title": "Hello"\r\n}\r\nWords.'],
    ['members between fences', ';;;\n"title": "Hello"\n;;;\nWords.'],
    ['members before a fence', '"title": "Hello"\n;;;\nWords.'],
    ['an object between fences', ';;;\n{"title": "Hello"}\n;;;\nWords.'],
    ['an object after its name', '---json\n{"title": "Hello"}\n---\nWords.'],
  ])('is %s', (_, text) => {
    expect(parts(text)).toEqual(['json', HELLO, 'Words.'])
  })

  it('ends where its brackets do', () => {
    expect(parts('{"a": "}\\"{", "b": [{}]}{{< c >}}')).toEqual(['json', { a: '}"{', b: [{}] }, '{{< c >}}'])
  })

  it('has the lines of its fields', () => {
    const json = '{\n\t"title": "Hello",\n\t"tags": [\n\t\t"a",\n\t\t"b"\n\t]\n}\n'
    expect(lines(json, ['title'], ['tags', 1], ['date'])).toEqual([2, 5, 1])
    expect(lines(';;;\n"title": "Hello",\n"date": 1\n;;;\n', ['date'])).toEqual([3])
    expect(lines('"title": "Hello",\n"date": 1\n;;;\n', ['date'], ['x'])).toEqual([2, 1])
  })

  it.each(['{\n"title": "Hello",\n}\n', "{\ntitle: 'Hello'}\n", ';;;\n"title": "Hello",\n;;;\n'])(
    'is read leniently from %j',
    (text) => {
      expect(parse(text)).toMatchObject({
        kind: 'json',
        fields: HELLO,
        warnings: [
          { rule: 'front-matter-lenient', line: expect.any(Number), message: 'is read although it is not valid JSON' },
        ],
      })
    },
  )

  it.each([
    ['{\n"title": "Hello"\n"date": 1\n}\n', 3],
    [';;;\n"title": "Hello"\n"date": 1\n;;;\n', 3],
    [`{"a": ${'['.repeat(30)}${']'.repeat(30)}}`, 1],
    ['---json\n[1, 2]\n---\n', 1],
  ])('is rejected if it is %j, with the line', (text, line) => {
    expect(parse(text)).toMatchObject({ rule: 'front-matter-json', line, severity: 'error' })
  })

  it('changes no prototypes', () => {
    const parsed = parse('{"__proto__": {"polluted": true}, "title": "Hello"}')
    expect('polluted' in {}).toBe(false)
    expect('fields' in parsed && 'polluted' in parsed.fields).toBe(false)
  })
})

describe('a header', () => {
  const HEADER =
    'Title: Hello: a tale\nDate: 2026-03-01 09:30\nTags: a,\n    b\nTitle: Again\nPage-Order: 3\nSummary:\n\nWords.\n'

  it('has text as values', () => {
    expect(parts(HEADER)).toEqual([
      'header',
      { Title: 'Hello: a tale', Date: '2026-03-01 09:30', Tags: 'a,\nb', 'Page-Order': '3', Summary: '' },
      'Words.\n',
    ])
    expect(parts(HEADER.replaceAll('\n', '\r\n'))).toMatchObject([
      'header',
      { Tags: 'a,\nb', Summary: '' },
      'Words.\r\n',
    ])
    expect(parts('Title: Hello')).toEqual(['header', { Title: 'Hello' }, ''])
    expect(parts('title:Hello\n \nWords.')).toEqual(['header', HELLO, 'Words.'])
  })

  it('has the lines of its fields', () => {
    expect(lines(HEADER, ['Title'], ['Page-Order'], ['Author'])).toEqual([1, 6, 1])
  })
})

const KINDS: [string, string][] = [
  ['---\n', '\n---\n'],
  ['---\na: @\nb: [', ']\n---\n'],
  ['---\na: @\nb: "\\d', '"\n---\n'],
  ['', '\n---\n'],
  ['+++\n', '\n+++\n'],
  [';;;\n', '\n;;;\n'],
  ['{"a": ', '}\n'],
  ['Title: a\n', '\n\n'],
  ['', ''],
]

describe('hostile front matter', () => {
  const token = fc.constantFrom(
    ...[
      'a',
      'title',
      ': ',
      ':',
      ' ',
      '\n',
      '\t',
      '"',
      "'",
      '\\"',
      '\\',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '- ',
      '#',
      ' # ',
      '@',
      '*',
      '&',
    ],
    ...[
      '!',
      '|\n',
      '>\n',
      '=',
      '1',
      '-',
      '.',
      '\r\n',
      '...\n',
      'a: b\n',
      'a: "b\n',
      '- [\n',
      'a: |\n b\n',
      '\u00a0',
      '\u0000',
    ],
  )

  it.each(KINDS)('between %j and %j is read or rejected in little time', { timeout: 60_000 }, (before, after) => {
    fc.assert(
      fc.property(fc.array(token, { minLength: 1, maxLength: 4 }), (tokens) => {
        const unit = tokens.join('')
        const text = `${before}${unit.repeat(Math.ceil((60 * 1024) / unit.length))}${after}`
        const { user: start } = process.cpuUsage()
        const parsed = parse(text)
        if (!('rule' in parsed)) parsed.lineOf(['a', 0, 'b'])
        expect([unit, process.cpuUsage().user - start]).toEqual([
          unit,
          expect.toSatisfy((us: number) => us < 1_000_000),
        ])
      }),
      fuzzing(0.002),
    )
  })

  it.each([
    ['---\ntitle: x: ', 'a: {\n...x a', '\n---\n'],
    ['---\n', 'a b: [\n', 'x: y\n---\n'],
    ['---\n', "a b c: '\n[[a]]\n", '\n---\n'],
    ['---\n', 'a b: "\n- \'x\n', 'x: y\n---\n'],
    ['---\na: @\nb: [', '\\"', ']\n---\n'],
    ['---\n', '\r1-', ''],
    ['{"a": "', '\\"', '"}\n'],
  ])('takes linear time for %j and then %j, repeated', (before, unit, after) => {
    const parseRepeated = (length: number) => parse(before + unit.repeat(length / unit.length) + after)
    expect(growthOf(parseRepeated, 60_000)).toBeLessThan(LINEAR)
  })

  it('is never code, and never throws', () => {
    const text = fc.array(token, { maxLength: 30 }).map((tokens) => tokens.join(''))
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), text, ([before, after], inside) => {
        const parsed = parse(before + inside + after)
        expect('rule' in parsed ? parsed.file : typeof parsed.fields).toBe('rule' in parsed ? 'a.md' : 'object')
        if (!('rule' in parsed)) expect(parsed.lineOf(['a', 'title', 0])).toBeGreaterThanOrEqual(1)
      }),
      fuzzing(0.5),
    )
  })
})
