import { Ajv2020 } from 'ajv/dist/2020.js'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { chooseSettings } from '../../../src/cli/init/choose-settings.ts'
import { proposeSettings } from '../../../src/cli/init/propose-settings.ts'
import { settingsJsonSchema } from '../../../src/cli/schema/settings-json-schema.ts'
import { parseCorpusSettings } from '../../../src/corpus/corpus-settings.ts'

const validate = new Ajv2020({ allErrors: true }).compile(settingsJsonSchema())

const EVERY_KEY = `
site: https://blog.example.org
permalink: {"show/**": "/show/:slug/"}
generator: hugo
timezone: Asia/Taipei
language: ja
include: ["post/**"]
exclude: ["**/old/**"]
fields: {published: event_date, topics: [tags, themes]}
topics: {fields: [tags], minArticles: 3, exclude: [all], max: 1000}
authors: {feeds: true, file: data/authors.yml}
dates: git
`

describe('the JSON Schema of feedmill.yaml', () => {
  it('accepts every key', () => {
    validate(load(EVERY_KEY))
    expect(validate.errors).toBeNull()
    expect(Object.keys(settingsJsonSchema().properties as object)).toEqual(Object.keys(load(EVERY_KEY) as object))
  })

  it('accepts what init proposes, with and without its examples, as Feedmill does', () => {
    const proposal = proposeSettings(chooseSettings({ timezone: 'Asia/Taipei', topics: [] }))
    for (const yaml of [proposal, proposal.replaceAll(/^# (?=\w+: )/gm, '')]) {
      validate(load(yaml))
      expect(validate.errors).toBeNull()
      expect(() => parseCorpusSettings(yaml)).not.toThrow()
    }
  })

  it('refuses unknown keys and wrong values', () => {
    validate({
      sight: 'https://example.org',
      generator: 'wordpress',
      topics: { minArticles: 'three' },
      include: 'post',
    })
    expect(validate.errors?.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`).sort()).toEqual([
      ' additionalProperties',
      '/generator enum',
      '/include type',
      '/topics/minArticles type',
    ])
  })

  it('describes every key', () => {
    for (const property of Object.values(settingsJsonSchema().properties as object)) {
      expect(property.description).toMatch(/\.$/)
    }
  })
})
