import { expect, it } from 'vitest'
import { idLine } from '../../src/model/id-line.ts'

it.each([
  [undefined, 'id: "tag:example.org,2026:1"'],
  ['toml', 'id = "tag:example.org,2026:1"'],
  ['json', '"id": "tag:example.org,2026:1",'],
  ['header', 'id: tag:example.org,2026:1'],
] as const)('the line that sets an id in front matter of the kind %s is %s', (frontMatter, line) => {
  expect(idLine('tag:example.org,2026:1', { frontMatter })).toBe(line)
})
