import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFrontMatter } from '../../../src/corpus/front-matter/parse-front-matter.ts'
import { parseYaml } from '../../../src/corpus/front-matter/parse-yaml.ts'
import { fuzzing } from '../../support/fuzzing.ts'
import { growthOf, LINEAR } from '../../support/growth.ts'

const parse = (text: string) => parseFrontMatter({ path: 'a.md', text })

/** The front matter between bare fences, parsed. */
const parseFields = (yaml: string) => parse(`---\n${yaml}\n---\n`)

const refusal = (rule: string, ...lines: number[]) =>
  expect.objectContaining({ file: 'a.md', rule, severity: 'error', ...lines.map((line) => ({ line }))[0] })

describe('parseFrontMatter', () => {
  it('splits a file into fields and body', () => {
    expect(parse('---\ntitle: Hello\n---\n# Heading\n\nWords.\n')).toEqual({
      kind: 'yaml',
      fields: { title: 'Hello' },
      body: '# Heading\n\nWords.\n',
      lineOf: expect.any(Function),
      warnings: [],
    })
  })

  it.each([
    ['CRLF line breaks', '---\r\ntitle: Hello\r\n---\r\nWords.'],
    ['blanks after the fences', '---  \ntitle: Hello\n--- \t\nWords.'],
    ['comments', '---\n# a comment\ntitle: Hello # another\n---\nWords.'],
    ['a rule in the body', '---\ntitle: Hello\n---\nWords.\n\n---\n\nMore.'],
  ])('accepts %s', (_, text) => {
    expect(parse(text)).toMatchObject({ fields: { title: 'Hello' }, body: expect.stringContaining('Words.') })
  })

  it.each(['---\n---\n', '---\n---', '---\n# only a comment\n---\n', '---\n\n\n---\n', '---\n{}\n---\n'])(
    'finds no fields in %j',
    (text) => {
      expect(parse(text)).toMatchObject({ fields: {} })
    },
  )

  it.each([
    '',
    'Words.',
    '\n---\ntitle: Hello\n---\n',
    ' ---\ntitle: Hello\n---\n',
    '----\ntitle: Hello\n---\n',
    '---',
    '---\n',
    '---\nWords.\n\nMore.\n',
    '---\n\nWords.\n\nMore.\n\n---\n\nThe end.',
    '--- words\ntitle: Hello\n---\n',
    'A heading\n---\nWords.',
    'Note: a heading\n---\nWords.',
    'Note: some words.\n\nMore.',
    'Title: Hello\nand words.\n\nMore.',
    '{{< figure src="a.png" >}}\n',
    '{% raw %}\n{% endraw %}\n',
    '{/* a comment */}\n',
    '# Title: Hello\n',
  ])('finds no front matter in %j', (text) => {
    expect(parse(text)).toMatchObject({ kind: 'none', fields: {}, body: text, warnings: [] })
  })

  it.each([
    '---\ntitle: Hello\n',
    '---\ntitle: Hello\n----\n',
    '---\ntitle: Hello\n--- js\n---\n',
    '---\ntitle: Hello\n ---\n',
    '+++\ntitle = "Hello"\n',
    ';;;\n"title": "Hello"\n',
    '{\n  "title": "Hello"\n',
    '---json\n{"title": "Hello"}\n',
  ])('reports that %j does not close its front matter', (text) => {
    expect(parse(text)).toEqual(refusal('front-matter-unclosed', 1))
  })

  it.each(['---js', '---javascript', '--- js', '---coffee', '---CSON'])(
    'rejects the fence %s and runs no code',
    (fence) => {
      const code = 'globalThis.feedmillRanCode = true'
      expect(parse(`${fence}\n${code}\n---\n`)).toEqual(refusal('front-matter-code', 1))
      expect('feedmillRanCode' in globalThis).toBe(false)
    },
  )

  it.each(['---json', '---yaml', '---toml', '+++', ';;;'])('runs no code after the fence %s', (fence) => {
    for (const code of ['globalThis.feedmillRanCode = true', '{"a": (globalThis.feedmillRanCode = true)}']) {
      parse(`${fence}\n${code}\n${fence.slice(0, 3)}\n`)
    }
    expect('feedmillRanCode' in globalThis).toBe(false)
  })

  it('reports the same error for the same text every time', () => {
    const text = '---\ntitle: "unclosed\n---\nWords.'
    expect(parse(text)).toEqual(refusal('front-matter-yaml', 2))
    expect(parse(text)).toEqual(parse(text))
    expect(parse(text)).toEqual(refusal('front-matter-yaml', 2))
  })

  it('accepts at most 64 KiB of front matter', () => {
    const full = `title: ${'ä'.repeat(32 * 1024 - 4)}x`
    expect(parseFields(full)).toMatchObject({ fields: { title: expect.any(String) } })
    expect(parseFields(`${full}x`)).toEqual(refusal('front-matter-too-large', 1))
  })

  it('accepts at most 255 blanks in a row', () => {
    expect(parseFields(`title:${' '.repeat(255)}Hello`)).toMatchObject({ fields: { title: 'Hello' } })
    expect(parseFields(`title:${' '.repeat(256)}Hello`)).toEqual(refusal('front-matter-blank', 1))
  })

  it.each([
    ['in the front matter', '---\n', 'title: Hello\n---\n', 'front-matter-blank'],
    ['before a missing fence', '---\n', 'title: Hello', 'front-matter-unclosed'],
    ['in TOML', '+++\n', 'title = "Hello"\n+++\n', 'front-matter-blank'],
    ['in JSON', '{"title":', '"Hello"}\n', 'front-matter-blank'],
  ])('rejects any number of blank lines %s in linear time', (_, before, after, rule) => {
    const refuse = (lines: number) => expect(parse(before + '\n'.repeat(lines) + after)).toEqual(refusal(rule, 1))
    expect(growthOf(refuse, 60_000)).toBeLessThan(LINEAR)
  })

  it('never throws and never invents fields', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 })
    fc.assert(
      fc.property(text, text, (yaml, body) => {
        for (const source of [yaml, `---\n${yaml}`, `---${yaml}\n---\n`, `---\n${yaml}\n---\n${body}`]) {
          const parsed = parse(source)
          expect('rule' in parsed ? parsed.file : typeof parsed.fields).toBe('rule' in parsed ? 'a.md' : 'object')
        }
      }),
      fuzzing(0.05),
    )
  })
})

describe('the YAML of front matter', () => {
  it('keeps dates as strings', () => {
    expect(parseFields('a: 2022-05-03\nb: 2022-05-03T03:25:00Z\nc: 2022-05-03 03:25:00')).toMatchObject({
      fields: { a: '2022-05-03', b: '2022-05-03T03:25:00Z', c: '2022-05-03 03:25:00' },
    })
  })

  it('has the booleans, numbers and nulls of YAML 1.2 only', () => {
    expect(parseFields('a: true\nb: yes\nc: off\nd: 0x10\ne: 1_000\nf: ~\ng:\nh: 12:30')).toMatchObject({
      fields: { a: true, b: 'yes', c: 'off', d: 16, e: '1_000', f: null, g: null, h: '12:30' },
    })
  })

  it.each([
    ['an alias', 'a: &x Hello\nb: *x', 3],
    ['an alias bomb', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]', 3],
    ['a tag that calls code', 'a: b\nc: !!js/function "function () {}"', 3],
    ['a tag of its own', 'a: !secret b', 2],
    ['an unclosed quote', 'a: b\nc: "d', 3],
    ['more depth than any article needs', `a: ${'['.repeat(30)}${']'.repeat(30)}`, 2],
  ])('rejects %s, with the line', (_, yaml, line) => {
    expect(parseFields(yaml)).toEqual(refusal('front-matter-yaml', line))
  })

  it.each(['- a\n- b', 'just text', '42'])('rejects %j, which has no fields', (yaml) => {
    expect(parseFields(yaml)).toEqual(refusal('front-matter-yaml'))
  })

  it('does not change prototypes', () => {
    const parsed = parseFields('__proto__:\n  polluted: true\nconstructor:\n  prototype:\n    polluted: true')
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    expect('polluted' in {}).toBe(false)
    expect('fields' in parsed && 'polluted' in parsed.fields).toBe(false)
  })

  it('is rejected if it contains more than one document', () => {
    expect(() => parseYaml('a: b\n---\nc: d')).toThrow(/single document/)
  })
})
