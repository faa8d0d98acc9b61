import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { hexoCalls, type KnownCalls, knownCalls, liquidCalls } from '../../src/corpus/template-code/known-calls.ts'
import { mdxCalls } from '../../src/corpus/template-code/mdx-components.ts'

/** A table of tags, as it must be in the documentation. */
function tableOf(calls: readonly KnownCalls[]): string {
  const rows = calls.map(
    ({ names, becomes }) => `| ${names.replace(/\S+/g, '`$&`').replaceAll(' ', ', ')} | ${becomes} |`,
  )
  return ['| name | becomes |', '|---|---|', ...rows].join('\n')
}

it.each([
  ['all languages', knownCalls],
  ['Jekyll and Eleventy', liquidCalls],
  ['Hexo', hexoCalls],
  ['MDX', mdxCalls],
])('docs/template-code.md has the table of the tags of %s', (_, calls) => {
  expect(readFileSync('docs/template-code.md', 'utf8')).toContain(tableOf(calls))
})
