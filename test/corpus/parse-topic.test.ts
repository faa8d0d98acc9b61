import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTopic } from '../../src/corpus/parse-topic.ts'
import { fuzzing } from '../support/fuzzing.ts'

const parse = (text: string) => parseTopic({ path: 'topics/x.yaml', text })

/** The topic that a file describes. */
const topicOf = (text: string) => parse(text).description?.topic

/** Rule, field and line of each diagnostic of a topic file. */
function diagnosticsOf(text: string): unknown[] {
  return parse(text).diagnostics.map(({ rule, field, line }) => [rule, field, line])
}

describe('parseTopic', () => {
  it('reads every field', () => {
    const text = `id: machine-learning
name: Machine &amp; Deep Learning
description: "Everything that learns."
language: en_us
image: https://example.org/ml.png
parent: AI
keywords: [neural net, GPT]
formerIds:
  - ml
  - deep-learning
retired: true
taxonomy: ignored
`
    expect(parse(text)).toEqual({
      diagnostics: [],
      description: {
        file: 'topics/x.yaml',
        parent: 'AI',
        topic: {
          id: 'machine-learning',
          name: 'Machine & Deep Learning',
          description: 'Everything that learns.',
          language: 'en-US',
          image: 'https://example.org/ml.png',
          keywords: ['neural net', 'GPT'],
          formerIds: ['ml', 'deep-learning'],
          retired: true,
          hasDescription: true,
        },
      },
    })
  })

  it('needs only a name', () => {
    expect(parse('name: Machine Learning')).toEqual({
      diagnostics: [],
      description: {
        file: 'topics/x.yaml',
        topic: {
          id: 'machine-learning',
          name: 'Machine Learning',
          keywords: [],
          formerIds: [],
          retired: false,
          hasDescription: true,
        },
      },
    })
  })

  it('treats empty values as missing', () => {
    const empty = 'id: ""\ndescription:\nlanguage: ~\nimage: ""\nparent:\nkeywords:\n  -\nformerIds: [""]\nretired:'
    expect(parse(`name: AI\n${empty}`)).toEqual(parse('name: AI'))
  })

  it.each([
    ['_id: ai\nname: Artificial Intelligence', 'ai'],
    ['id: ai\n_id: other\nname: Artificial Intelligence', 'ai'],
    ['name: 人工知能', '人工知能'],
    ['id: c-plus-plus\nname: C++', 'c-plus-plus'],
    ['name: <b>Machine</b> Learning', 'machine-learning'],
  ])('of %j has the id %j', (text, id) => {
    expect(topicOf(text)).toMatchObject({ id })
  })

  it.each(['Machine Learning', 'AI', 'a/b', '..', 'all', 'feeds', 'index', 'topics', 'x'.repeat(201)])(
    'rejects %j as an id and as a former id',
    (id) => {
      expect(diagnosticsOf(`id: ${id}\nname: X`)).toEqual([['topic-id-invalid', 'id', undefined]])
      expect(diagnosticsOf(`_id: ${id}\nname: X`)).toEqual([['topic-id-invalid', '_id', undefined]])
      expect(topicOf(`id: ${id}\nname: X`)).toBeUndefined()
      expect(diagnosticsOf(`name: X\nformerIds: [${id}]`)).toEqual([['topic-id-invalid', 'formerIds', undefined]])
      expect(topicOf(`name: X\nformerIds: [y, ${id}]`)).toMatchObject({ id: 'x', formerIds: ['y'] })
    },
  )

  it('reports the field with the invalid id', () => {
    expect(diagnosticsOf('id: Bad Id\n_id: good\nname: X')).toEqual([['topic-id-invalid', 'id', undefined]])
  })

  it.each(['all', 'Feeds', '???', '🎉'])('requires an id if the name is %j', (name) => {
    expect(diagnosticsOf(`name: "${name}"`)).toEqual([['topic-id-invalid', 'id', undefined]])
    expect(topicOf(`name: "${name}"\nid: everything`)).toMatchObject({ id: 'everything' })
  })

  it.each([
    ['id: ai', ['field-missing', 'name', 1]],
    ['name: AI\nname: ML', ['front-matter-yaml', undefined, 2]],
    ['- AI', ['front-matter-yaml', undefined, undefined]],
    ['', ['front-matter-yaml', undefined, undefined]],
    ['name: &x AI\ndescription: *x', ['front-matter-yaml', undefined, 2]],
    ['name: 365', ['field-type', 'name', 1]],
    ['name: AI\nid: [ai]', ['field-type', 'id', 2]],
  ])('has no description in %j', (text, diagnostic) => {
    expect(topicOf(text)).toBeUndefined()
    expect(diagnosticsOf(text)).toEqual([diagnostic])
  })

  it.each([
    ['image: ai.png', ['url-invalid', 'image', 2], { image: undefined }],
    ['language: "?"', ['language-invalid', 'language', 2], { language: undefined }],
    ['keywords: {a: GPT}', ['field-type', 'keywords', 2], { keywords: [] }],
    ['keywords: [GPT, [x], LLM]', ['field-type', 'keywords[1]', 2], { keywords: ['GPT', 'LLM'] }],
    ['retired: sometimes', ['field-type', 'retired', 2], { retired: false }],
  ])('leaves out what is invalid in %j', (line, diagnostic, expected) => {
    const text = `name: AI\n${line}`
    expect(topicOf(text)).toMatchObject({ id: 'ai', name: 'AI', ...expected })
    expect(diagnosticsOf(text)).toEqual([diagnostic])
  })

  it('only warns', () => {
    for (const text of [
      'name: 1',
      'name: "',
      'id: All\nname: x',
      'name: x\nformerIds: [X]',
      'name: x\nimage: y',
      'id: x',
    ])
      expect(parse(text).diagnostics.map(({ severity }) => severity)).toEqual(['warning'])
  })

  it('never throws', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.jsonValue().map((value) => `name: ${JSON.stringify(value)}\nformerIds: ${JSON.stringify(value)}`),
    )
    fc.assert(
      fc.property(text, (text) => {
        const parsed = parse(text)
        expect(parsed.description !== undefined || parsed.diagnostics.length > 0).toBe(true)
      }),
      fuzzing(0.03),
    )
  })
})
