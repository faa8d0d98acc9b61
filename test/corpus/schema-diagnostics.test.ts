import { describe, expect, it } from 'vitest'
import { linkPost } from '../support/articles.ts'
import { growthOf, LINEAR } from '../support/growth.ts'
import { parsedDiagnostics } from '../support/parsed-article.ts'

/** A link post whose front matter ends with the given lines, the first of them on line 5. */
const withLines = (lines: string) =>
  `---\ntitle: Hello\npublishedDateTime: 2026-01-02\nwebUrl: https://example.org/hello\n${lines}\n---\n`

describe('the diagnostics of invalid fields', () => {
  it.each([
    ['excerpt: [a]', 5, 'excerpt', 'is not text'],
    ['quality: "ninety"', 5, 'quality', 'is not a number'],
    ['heat: .nan', 5, 'heat', 'is not a number'],
    ['authors:\n  - name: Ann\n  - 7', 7, 'authors[1]', 'is not a mapping'],
    ['provider: 9', 5, 'provider', 'is not a mapping'],
    ['images:\n  - url: https://example.org/a.png\n    width: wide', 7, 'images[0].width', 'is not a number'],
    ['related:\n  - provider:\n      name: 9', 7, 'related[0].provider.name', 'is not text'],
    ['enclosures:\n  - length: -1', 6, 'enclosures[0].length', expect.stringContaining('is invalid')],
  ])('have the line, the field and the expected type for %j', (lines, line, field, message) => {
    expect(parsedDiagnostics(withLines(lines))).toEqual([
      {
        file: 'a.md',
        line,
        field,
        rule: 'field-type',
        message,
        hint: 'Use the expected type, such as text, 94 for a number, or [AI, Robots] for a list.',
        severity: 'warning',
      },
    ])
  })

  it('name the field as the author wrote it', () => {
    const lines = 'Cover:\n  image: ftp://example.org/a.png\nlast_update:\n  date: soon 1\nlang: "?"'
    expect(parsedDiagnostics(withLines(lines)).map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [8, 'last_update', 'date-format'],
      [9, 'lang', 'language-invalid'],
      [6, 'Cover', 'url-scheme'],
    ])
  })

  it('are all reported at once', () => {
    const lines = 'id: " "\nlocale: "?"\nimages:\n  - url: ftp://example.org/a.png\nrelated:\n  - webUrl: b.html'
    expect(parsedDiagnostics(withLines(lines)).map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [5, 'id', 'id-invalid'],
      [6, 'locale', 'language-invalid'],
      [8, 'images[0].url', 'url-scheme'],
      [10, 'related[0].webUrl', 'url-invalid'],
    ])
  })

  it('have the right lines in a file with CRLF line breaks', () => {
    const diagnostics = parsedDiagnostics(
      withLines('images:\n  - url: ftp://example.org/a.png').replaceAll('\n', '\r\n'),
    )
    expect(diagnostics).toMatchObject([{ line: 6, field: 'images[0].url' }])
  })

  it('truncate a long value', () => {
    const [diagnostic] = parsedDiagnostics(linkPost({ webUrl: 'x'.repeat(5_000) }))
    expect(diagnostic?.message).toBe(`"${'x'.repeat(120)}…" is not an absolute URL`)
  })

  it('are found in linear time, and twenty of a file are reported', () => {
    const parse = (count: number) => parsedDiagnostics(linkPost({ authors: Array(count).fill(1) }))
    expect(parse(5_000).map(({ field }) => field)).toEqual(
      Array.from({ length: 20 }, (_, index) => `authors[${index}]`),
    )
    expect(growthOf(parse, 10_000)).toBeLessThan(LINEAR)
  })
})
