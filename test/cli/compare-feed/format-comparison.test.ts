import { expect, it } from 'vitest'
import { formatComparison } from '../../../src/cli/compare-feed/format-comparison.ts'

it('a feed cannot manipulate the terminal', () => {
  const item = { id: 'urn:\u001b[2J', link: undefined, title: 'One\u009b2J', published: undefined }
  const article = { file: 'a.md', id: 'urn:a', title: 'A', link: 'https://example.org/', published: new Date(0) }
  const comparison = { items: 2, sameId: 0, sameLink: [{ item, article }], similarLink: [], unexpected: [], newer: 0 }
  const report = formatComparison({ ...comparison, lost: [item] }, 'feed.json')
  expect(report).toContain('One\ufffd2J urn:\ufffd[2J')
  expect(report).not.toContain('\u001b')
  expect(report).not.toContain('\u009b')
})
