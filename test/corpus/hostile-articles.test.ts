import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldAliases } from '../../src/corpus/aliases/field-aliases.ts'
import { heldBackNames } from '../../src/corpus/aliases/held-back.ts'
import { createArticleParser } from '../../src/corpus/parse-article.ts'
import { fuzzing } from '../support/fuzzing.ts'
import { growthOf, LINEAR } from '../support/growth.ts'
import { profileOf } from '../support/profile.ts'

const parse = createArticleParser(profileOf({ timezone: 'Europe/Berlin' }))

/** For any text, the parser must return an article or a reason, and each diagnostic must have a location and a hint. */
function expectResult(text: string): void {
  const parsed = parse({ path: 'a.md', text })
  if (!('diagnostics' in parsed)) return
  if (!('article' in parsed)) expect(parsed.diagnostics.length).toBeGreaterThan(0)
  for (const diagnostic of parsed.diagnostics) {
    expect(diagnostic).toMatchObject({ file: 'a.md', rule: expect.any(String), hint: expect.any(String) })
    expect(diagnostic.line ?? 1).toBeGreaterThan(0)
    expect(diagnostic.line ?? 1).toBeLessThanOrEqual(text.split('\n').length)
  }
}

const FIELDS = [
  ...['title', 'excerpt', 'publishedDateTime', 'updatedDateTime', 'originalUrl', 'webUrl', 'type', 'locale', 'id'],
  ...['slug', 'quality', 'published', 'provider', 'topics', 'images', 'related', 'authors', 'enclosures'],
  ...['featuredContent', '__proto__', 'constructor', 'toString'],
]

/** Every name of a field in any generator. */
const NAMES = [...fieldAliases.flatMap(({ names }) => names), ...heldBackNames, 'path']

/** Front matter of known fields with values of any kind. */
const anyFields = fc
  .array(
    fc.tuple(fc.constantFrom(...FIELDS, ...NAMES), fc.oneof(fc.jsonValue(), fc.constantFrom([null], [{}], [[]], ['']))),
    {
      maxLength: 8,
    },
  )
  .map((fields) => fields.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join('\n'))

/** Front matter made of YAML syntax. */
const yamlSoup = fc
  .array(
    fc.constantFrom(
      ...[...FIELDS, 'name', 'url', ': ', ':', '\n', '\n  ', '\n- ', '\n  - ', '- ', '"', "'", '[', ']', '{', '}', ','],
      ...[
        '|',
        '>',
        '&a ',
        '*a',
        '!!str ',
        '!!js/function ',
        '! ',
        '? ',
        '# ',
        '%',
        '@',
        '`',
        '<<',
        'null',
        '~',
        'true',
      ],
      ...[
        '1',
        '.nan',
        '2022-05-03',
        'https://example.org/',
        '\t',
        '---',
        '...',
        '\\',
        '\0',
        '\ud800',
        '\r\n',
        '\ufeff',
      ],
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

/** Known fields, under names of any generator, with values of any kind. */
const anyValues = fc.dictionary(fc.constantFrom(...NAMES), fc.jsonValue(), { maxKeys: 8 })

/** Front matter made of TOML syntax. */
const tomlSoup = fc
  .array(
    fc.constantFrom(
      ...[...NAMES, ' = ', '=', '\n', '[', ']', '[[', ']]', '{', '}', ',', '.', '"', "'", '"""', "'''", '#', '\\u'],
      ...['true', 'nan', 'inf', '1_000', '0x1', '2020-01-31', '2020-01-31T10:00:00+25:00', '10:00', '\t', '\r\n', '\0'],
      '+++',
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

/** Lines of a header. */
const headerSoup = fc
  .array(
    fc.constantFrom(...NAMES, ': ', ':', '\n', '\n  ', 'Date: 2020-01-31', 'Tags: a, b', '\t', '\r\n', '---', '\0'),
    {
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(''))

const VALID = `---
title: Hello
publishedDateTime: 2026-01-02
webUrl: https://example.org/hello
provider: {name: The Gazette, domain: example.org}
topics: [AI]
images:
  - url: https://example.org/a.png
    width: 50
---
Words.
`

/** A valid article with a part replaced by any text. */
const mutated = fc
  .tuple(fc.nat(VALID.length), fc.nat(12), fc.string({ unit: 'binary', maxLength: 6 }))
  .map(([at, length, text]) => VALID.slice(0, at) + text + VALID.slice(at + length))

describe('the article parser', () => {
  it.each([
    ['any text', fc.string({ unit: 'binary', maxLength: 200 })],
    ['any UTF-16', fc.array(fc.nat(0xffff)).map((units) => `---\n${String.fromCharCode(...units)}\n---\n`)],
    ['values of any kind', anyFields.map((yaml) => `---\n${yaml}\n---\nWords.`)],
    ['YAML gone wrong', yamlSoup.map((yaml) => `---\n${yaml}\n---\nWords.`)],
    ['valid articles with an error', mutated],
    ['TOML gone wrong', tomlSoup.map((toml) => `+++\n${toml}\n+++\nWords.`)],
    ['JSON of any kind', fc.json().map((json) => `${json}\nWords.`)],
    ['JSON of fields', anyValues.map((fields) => `${JSON.stringify(fields)}\n\nWords.`)],
    ['JSON before semicolons', anyValues.map((fields) => `${JSON.stringify(fields).slice(1, -1)}\n;;;\nWords.`)],
    ['headers of any kind', headerSoup.map((header) => `Title: ${header}\n\nWords.`)],
  ])('never throws over %s', (_, text) => {
    fc.assert(fc.property(text, expectResult), fuzzing(0.03))
  })

  it('ignores fields of prototypes', () => {
    const text = '---\n__proto__:\n  title: Hello\n  publishedDateTime: 2026-01-02\n---\nWords.'
    expect(parse({ path: 'a.md', text })).toMatchObject({
      diagnostics: [{ field: 'date', message: 'is missing' }],
    })
    expect(Object.hasOwn(Object.prototype, 'title')).toBe(false)
  })

  it.each([
    ['brackets', '['],
    ['links that never end', '[a]('],
    ['emphasis that never ends', '**a *'],
    ['quotes in quotes', '>'],
    ['blank lines', '\n'],
    ['blanks', ' '],
  ])('parses a body full of %s in linear time', (_, piece) => {
    const parseBody = (size: number) => {
      const body = `Words${piece.repeat(size / piece.length)}.`
      const text = `---\ntitle: Hello\npublishedDateTime: 2026-01-02\n---\n${body}`
      expect(parse({ path: 'a.md', text })).toMatchObject({ article: { title: 'Hello' } })
    }
    expect(growthOf(parseBody, 400_000)).toBeLessThan(LINEAR)
  })
})
