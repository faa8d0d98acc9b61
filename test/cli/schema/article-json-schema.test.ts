import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { articleJsonSchema } from '../../../src/cli/schema/article-json-schema.ts'
import { fieldAliases } from '../../../src/corpus/aliases/field-aliases.ts'
import { parseFrontMatter } from '../../../src/corpus/front-matter/parse-front-matter.ts'

const ARTICLES = new URL('../../../content/articles/', import.meta.url)

const ajv = new Ajv2020({ allErrors: true, formats: { uri: (text: string) => URL.canParse(text) } })
const validate = ajv.compile(articleJsonSchema)

function fieldsOf(name: string): Record<string, unknown> {
  const frontMatter = parseFrontMatter({ path: name, text: readFileSync(new URL(name, ARTICLES), 'utf8') })
  if (!('fields' in frontMatter)) throw new Error(frontMatter.message)
  return frontMatter.fields
}

describe('the JSON Schema of an article', () => {
  it('has the fields that are read, and no others', () => {
    const native = fieldAliases.filter(({ field, names }) => names[0] === field).map(({ field }) => field)
    expect(Object.keys(articleJsonSchema.properties).sort()).toEqual([...native, 'published'].sort())
  })

  it.each(readdirSync(ARTICLES))('accepts %s', (name) => {
    validate(fieldsOf(name))
    expect(validate.errors).toBeNull()
  })

  it('names the fields that an editor should mark', () => {
    validate({
      title: '',
      topics: 'AI',
      originalUrl: '/a',
      published: 'no',
      images: [{ url: 'b.png' }],
      layout: 'post',
    })
    expect(new Set(validate.errors?.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`))).toEqual(
      new Set([
        ' required',
        '/title minLength',
        '/topics type',
        '/originalUrl format',
        '/originalUrl pattern',
        '/published type',
        '/images/0/url format',
        '/images/0/url pattern',
      ]),
    )
  })
})
