import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { fieldAliases } from '../../src/corpus/aliases/field-aliases.ts'

const code = (name: string) => `\`${name}\``

/** The table of all fields, as it must be in the documentation. */
function tableOfFields(): string {
  const rows = fieldAliases.map(
    ({ name, meaning, names }) => `| ${code(name)} | ${names.map(code).join(', ')} | ${meaning} |`,
  )
  return ['| field | names in front matter | meaning |', '|---|---|---|', ...rows].join('\n')
}

it('docs/front-matter.md has the table of all names that Feedmill reads', () => {
  expect(readFileSync('docs/front-matter.md', 'utf8')).toContain(tableOfFields())
})
