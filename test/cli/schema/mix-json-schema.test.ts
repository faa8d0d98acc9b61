import { Ajv2020 } from 'ajv/dist/2020.js'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { mixJsonSchema } from '../../../src/cli/schema/mix-json-schema.ts'
import { mixFilters } from '../../../src/model/named-mix.ts'

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, formats: { uri: true } }).compile(mixJsonSchema)

describe('the JSON Schema of a mix', () => {
  it('has every filter, and accepts each as a text, a number or a list', () => {
    expect(Object.keys(mixJsonSchema.properties)).toEqual(expect.arrayContaining([...mixFilters]))
    validate(load('name: Best\nany: [ai, 2001]\nauthor: Ada Lovelace\nwords: 42\nmin-quality: 70\ntop: 5/week\n'))
    expect(validate.errors).toBeNull()
  })

  it('refuses what is misspelled or for URLs only', () => {
    validate(load('any: [ai]\nwihout: ads\ndigest: week\ntop: 5\n'))
    expect(validate.errors?.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`).sort()).toEqual([
      ' additionalProperties',
      ' additionalProperties',
      ' required',
      '/top type',
    ])
  })
})
