import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseCorpusSettings } from '../../src/corpus/corpus-settings.ts'
import { corpusSettingsSchema } from '../../src/corpus/corpus-settings-schema.ts'
import { FeedmillError } from '../../src/errors.ts'

/** The mistakes in a text: line, field, message and hint of each. */
function mistakesIn(yaml: string): unknown[] {
  try {
    parseCorpusSettings(yaml)
    return []
  } catch (error) {
    if (!(error instanceof FeedmillError)) throw error
    expect([error.code, error.exitStatus]).toEqual(['corpus-settings-invalid', 2])
    return error.diagnostics.map(({ file, line, field, message, hint, rule, severity }) => {
      expect([file, rule, severity]).toEqual(['feedmill.yaml', 'settings-invalid', 'error'])
      return [line, field, message, hint]
    })
  }
}

const FIX = 'Fix the value, or remove the key: every key is optional.'

describe('feedmill.yaml', () => {
  it.each(['', '\n', '# nothing yet\n', 'site:\ntopics:\n'])('has defaults for everything (%j)', (yaml) => {
    expect(parseCorpusSettings(yaml)).toEqual({
      permalinks: [],
      generator: 'auto',
      include: [],
      exclude: [],
      fields: {},
      topics: { minArticles: 1, exclude: [], max: 1000 },
      hasAuthorFeeds: false,
      usesGitDates: false,
    })
  })

  it('is read with every key', () => {
    const yaml = `
site: https://Blog.example.org/en/
permalink: {"show/**": /show/:show_slug/:slug/, "**": /:year/:slug/}
generator: hugo
timezone: Asia/Taipei
language: pt_br
include: ["post/**"]
exclude: ["**/old/**"]
fields: {published: event_date, topics: [themes, tags]}
topics: {fields: [tags], minArticles: 3, exclude: [all, posts], max: 50}
authors: data/authors.yml
dates: git
`
    expect(parseCorpusSettings(yaml)).toEqual({
      site: 'https://blog.example.org/en',
      permalinks: [
        { files: 'show/**', pattern: '/show/:show_slug/:slug/' },
        { files: '**', pattern: '/:year/:slug/' },
      ],
      generator: 'hugo',
      timezone: 'Asia/Taipei',
      language: 'pt-BR',
      include: ['post/**'],
      exclude: ['**/old/**'],
      fields: { published: ['event_date'], topics: ['themes', 'tags'] },
      topics: { fields: ['tags'], minArticles: 3, exclude: ['all', 'posts'], max: 50 },
      authors: 'data/authors.yml',
      hasAuthorFeeds: false,
      usesGitDates: true,
    })
  })

  it('takes one pattern for all files', () => {
    expect(parseCorpusSettings('permalink: /:slug/').permalinks).toEqual([{ files: '**', pattern: '/:slug/' }])
  })

  it.each([
    ['true', { hasAuthorFeeds: true }],
    ['false', { hasAuthorFeeds: false }],
    ['people.yml', { authors: 'people.yml', hasAuthorFeeds: false }],
    ['{feeds: true, file: people.yml}', { authors: 'people.yml', hasAuthorFeeds: true }],
  ])('takes authors: %s', (authors, expected) => {
    expect(parseCorpusSettings(`authors: ${authors}`)).toMatchObject(expected)
  })

  it('says what authors can be', () => {
    const error =
      'is neither true nor a path relative to CONTENT_DIR or the site, nor a mapping of feeds and file to them'
    expect(mistakesIn('authors: 3')).toEqual([[1, 'authors', `3 ${error}`, FIX]])
    expect(mistakesIn('authors: {feed: true}')).toEqual([
      [1, 'authors.feed', 'is not a known key', 'Did you mean feeds?'],
    ])
  })

  it('reports every mistake with its line and a remedy', () => {
    const yaml = `sit: https://example.org
generator: jekyl
topics:
  minArticle: 3
  max: many
timezone: Mars/Base
permalink: 3
language: x_
include: post
exclude: [/abs, ../up]
fields: {publishd: a}
site: example.org
dates: mtime
colour: red
authors: ../../secret.yml
`
    expect(mistakesIn(yaml)).toEqual([
      [1, 'sit', 'is not a known key', 'Did you mean site?'],
      [
        2,
        'generator',
        '"jekyl" is not one of auto, hugo, jekyll, hexo, eleventy, docusaurus, gatsby, astro, zola, pelican, obsidian, none; did you mean jekyll?',
        FIX,
      ],
      [4, 'topics.minArticle', 'is not a known key', 'Did you mean minArticles?'],
      [5, 'topics.max', '"many" is not a whole number', FIX],
      [6, 'timezone', '"Mars/Base" is not a time zone such as Europe/Berlin', FIX],
      [7, 'permalink', '3 is neither a path such as /:year/:slug/ nor a map of globs to such paths', FIX],
      [8, 'language', '"x_" is not a language tag such as en or pt-BR', FIX],
      [9, 'include', '"post" is not a list', FIX],
      [10, 'exclude[0]', '"/abs" is not a glob relative to CONTENT_DIR, such as "post/**"', FIX],
      [10, 'exclude[1]', '"../up" is not a glob relative to CONTENT_DIR, such as "post/**"', FIX],
      [11, 'fields.publishd', 'is not a known key', 'Did you mean published?'],
      [12, 'site', '"example.org" is not an http or https URL without user name, query or fragment', FIX],
      [13, 'dates', '"mtime" is not "git"', FIX],
      [
        14,
        'colour',
        'is not a known key',
        'Remove it. The known keys are site, permalink, generator, timezone, language, include, exclude, fields, topics, authors, dates.',
      ],
      [15, 'authors', '"../../secret.yml" is not a path relative to CONTENT_DIR or the site', FIX],
    ])
  })

  it('reports YAML that is not valid, and what is no mapping', () => {
    expect(mistakesIn('site: [')).toEqual([
      [
        1,
        undefined,
        'is not valid YAML: unexpected end of the stream within a flow collection',
        'Fix the YAML, here or on the line before.',
      ],
    ])
    expect(mistakesIn('- site')).toEqual([[1, undefined, 'is not a mapping', FIX]])
    expect(mistakesIn('a: &a 1\nb: *a')).toHaveLength(1)
  })

  it('has a JSON Schema for editors, with a description of every key', () => {
    const { properties = {} } = z.toJSONSchema(corpusSettingsSchema, { io: 'input' })
    expect(Object.keys(properties)).toHaveLength(11)
    for (const key of Object.values(properties)) expect(key).toHaveProperty('description')
  })
})
