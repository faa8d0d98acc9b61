import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMix } from '../../src/corpus/parse-mix.ts'
import { parseMixQuery } from '../../src/feeds/mix/parse-mix-query.ts'
import { mixFilters } from '../../src/model/named-mix.ts'
import { fuzzing } from '../support/fuzzing.ts'

const parse = (text: string, path = 'mixes/best.yaml') => parseMix({ path, text })

/** Rule, line, field and message of each diagnostic of a file without a mix. */
function problemsOf(text: string, path?: string): unknown[] {
  const { mix, diagnostics } = parse(text, path)
  expect(mix).toBeUndefined()
  return diagnostics.map(({ rule, line, field, message, severity }) => {
    expect(severity).toBe('warning')
    return [rule, line, field, message]
  })
}

describe('parseMix', () => {
  it('reads every field, and takes the id from the name of the file', () => {
    const text = `name: The best of AI
title: "AI, at its best"
description: Only what is worth your time.
language: en_gb
image: https://example.org/best.png
keywords: [neural nets]
formerIds: [top]
retired: false
any: [ai, Machine Learning]
all: science
without: marketing, jobs
author: ["Lovelace, Ada"]
min-quality: 70
top: 5/week
`
    expect(parse(text)).toEqual({
      diagnostics: [],
      mix: {
        file: 'mixes/best.yaml',
        topic: {
          id: 'best',
          kind: 'mix',
          name: 'The best of AI',
          title: 'AI, at its best',
          description: 'Only what is worth your time.',
          language: 'en-GB',
          image: 'https://example.org/best.png',
          keywords: ['neural nets'],
          formerIds: ['top'],
          retired: false,
          hasDescription: true,
        },
        search:
          'any=ai%2CMachine+Learning&all=science&without=marketing%2C+jobs&author=Lovelace++Ada&min-quality=70&top=5%2Fweek',
      },
    })
  })

  it('reads each filter that the query of a URL has', () => {
    const values: Partial<Record<string, string>> = { top: '1/day', 'min-quality': '1', 'min-heat': '1', locale: 'en' }
    for (const filter of mixFilters) {
      const { mix } = parse(`name: Best\n${filter}: ${values[filter] ?? 'word'}\n`)
      expect(parseMixQuery(mix?.search ?? 'none'), filter).toHaveProperty('query')
    }
  })

  it('is all articles without a filter', () => {
    expect(parse('name: Everything\nany:\n').mix?.search).toBe('')
  })

  it('has no mix where a misspelled filter could let too much in', () => {
    expect(problemsOf('name: Best\nwihout: jobs\n')).toEqual([
      ['mix-invalid', 2, 'wihout', 'is not a field of a mix; did you mean without?'],
    ])
    expect(problemsOf('name: Best\nany: {ai: true}\n')).toEqual([
      ['mix-invalid', 2, 'any', 'is neither a text or number nor a list of them'],
    ])
  })

  it.each([
    ['content', 'a named mix has the whole articles, as topics have'],
    ['digest', 'a digest appears when a period is over, but the files of feeds follow from the articles alone'],
    ['items', 'a named mix has all of its articles, in FEED_ITEMS and in archive pages'],
  ])('has no mix with %s, and says why', (field, reason) => {
    expect(problemsOf(`name: Best\n${field}: week\n`)).toEqual([
      ['mix-invalid', 2, field, `is for mixes in URLs only: ${reason}`],
    ])
  })

  it('needs a name, and an id that URLs can have', () => {
    expect(problemsOf('any: ai\n')).toEqual([['field-missing', 1, 'name', 'is missing']])
    expect(problemsOf('name: [1]\n')).toEqual([['field-type', 1, 'name', 'is not text']])
    const invalid = [['mix-id-invalid', undefined, undefined, 'has a name that is no id of a feed']]
    expect(problemsOf('name: Best\n', 'mixes/The Best.yaml')).toEqual(invalid)
    expect(problemsOf('name: Best\n', 'mixes/all.yml')).toEqual(invalid)
  })

  it('leaves out an invalid description, and former ids that URLs cannot have', () => {
    const { mix, diagnostics } = parse('name: Best\nlanguage: nonsense!\nformerIds: [best, top, all]\n')
    expect(mix?.topic).toMatchObject({ language: undefined, formerIds: ['top'] })
    expect(diagnostics.map(({ rule, field }) => [rule, field])).toEqual([
      ['language-invalid', 'language'],
      ['topic-id-invalid', 'formerIds'],
    ])
  })

  it('warns about malformed YAML', () => {
    expect(problemsOf('name: "Best\n')).toMatchObject([['front-matter-yaml', expect.any(Number), undefined, {}]])
  })

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parse(text)).toHaveProperty('diagnostics')
      }),
      fuzzing(0.2),
    )
  })
})
