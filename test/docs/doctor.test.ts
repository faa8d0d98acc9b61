import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { botWalls } from '../../src/cli/doctor/bot-walls.ts'
import { deploymentRules } from '../../src/model/deployment-rules.ts'

const text = readFileSync('docs/doctor.md', 'utf8')

it('docs/doctor.md explains every rule, with its severity and hint', () => {
  const rows = [...text.matchAll(/^\| `([\w-]+)` \| (\w+) \| (.+?) \| (.+) \|$/gm)]
  const documented = rows.map(([, rule, severity, , hint]) => [rule, { severity, hint }])
  expect(Object.fromEntries(documented)).toEqual(deploymentRules)
  expect(documented).toHaveLength(Object.keys(deploymentRules).length)
})

it('docs/doctor.md says how to exempt feeds from every bot wall', () => {
  const rows = botWalls.map(({ name, hint }) => `| ${name} | ${hint} |`)
  expect(text).toContain(['| wall | what to do |', '|---|---|', ...rows].join('\n'))
})
