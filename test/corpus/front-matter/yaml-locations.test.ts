import { describe, expect, it } from 'vitest'
import { createLineFinder } from '../../../src/corpus/front-matter/yaml-locations.ts'

const lineOf = (yaml: string, path: PropertyKey[]) => createLineFinder(yaml)(path)

const YAML = `title: Hello
provider:
  name: The Gazette
  images:
    - url: https://example.org/one.png
      width: 50
    - width: 60
      url: https://example.org/two.png
topics: [AI, Machine Learning]
"excerpt": |
  Several
  lines.
related:
  - {title: One,
     url: x}
`

describe('lineOf', () => {
  it.each([
    [['title'], 0],
    [['provider', 'name'], 2],
    [['provider', 'images', 0, 'url'], 4],
    [['provider', 'images', 0, 'width'], 5],
    [['provider', 'images', 1], 6],
    [['provider', 'images', 1, 'url'], 7],
    [['topics', 1], 8],
    [['related', 0, 'url'], 14],
  ])('finds %j on line %i', (path, line) => {
    expect(lineOf(YAML, path)).toBe(line)
  })

  it('finds a field with a quoted name', () => {
    expect([9, 10]).toContain(lineOf(YAML, ['excerpt']))
  })

  it.each([
    [['provider', 'domain'], 2],
    [['provider', 'images', 7], 4],
    [['provider', 'images', 0, 'height'], 4],
    [['missing'], 0],
  ])('returns for the missing %j the line %i of its parent', (path, line) => {
    expect(lineOf(YAML, path)).toBe(line)
  })

  it('counts CRLF as one line break', () => {
    expect(lineOf('a: b\r\nc: d\r\ne: f\r\n', ['e'])).toBe(2)
  })

  it('is not confused by comments, nested names and empty values', () => {
    expect(lineOf('# title: no\na:\n  title: no\nb:\nc: "title: no"\ntitle: yes', ['title'])).toBe(5)
  })
})
