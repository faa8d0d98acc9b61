import { describe, expect, it } from 'vitest'
import { findTakenAliases } from '../../src/corpus/find-taken-aliases.ts'
import { parsedSummary } from '../support/parsed-article.ts'

/** A hosted article of a day in January. */
const hosted = (path: string, day: number, aliases: string[]) => ({
  ...parsedSummary(`---\ntitle: Hello\npublishedDateTime: 2026-01-0${day}\n---\nWords.`, { path }),
  aliases,
})

describe('an alias of two articles', () => {
  it('is reported for the one published later, however it is written', () => {
    const articles = [hosted('a.md', 2, ['/old/', 'mine']), hosted('b.md', 1, ['old', '/old']), hosted('c.md', 3, [])]
    expect(findTakenAliases(articles)).toEqual([
      {
        file: 'a.md',
        field: 'aliases',
        rule: 'alias-duplicate',
        message: '"/old/" is already used by b.md',
        hint: 'Remove the alias from one of the two articles.',
        severity: 'warning',
      },
    ])
    expect(findTakenAliases(articles.toReversed())).toEqual(findTakenAliases(articles))
  })
})
