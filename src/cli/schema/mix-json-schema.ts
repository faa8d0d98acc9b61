const text = { type: 'string', minLength: 1 }
const values = (description: string, examples: unknown[]) => ({
  description,
  anyOf: [text, { type: 'number' }, { type: 'array', items: { anyOf: [text, { type: 'number' }] } }],
  examples,
})
const topics = (description: string) => values(description, [['ai', 'robotics']])
const threshold = (field: string) => ({
  description: `Articles with at least this ${field}.`,
  anyOf: [{ type: 'number' }, { type: 'string', pattern: '^-?[0-9]' }],
  examples: [70],
})

/** The JSON Schema of a file in `mixes/`, for editors. */
export const mixJsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Feedmill mix',
  description: 'A feed of the articles that all of the filters select. Its id is the name of the file.',
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { ...text, description: 'What the mix is called.', examples: ['The best of AI'] },
    title: { ...text, description: 'The title of the feed; made of the name and the title of the site if missing.' },
    description: { ...text, description: 'What the feed is about.' },
    language: { ...text, description: 'The language of the feed, as a language tag.', examples: ['en', 'pt-BR'] },
    image: { type: 'string', format: 'uri', pattern: '^https?://', description: 'A picture that stands for the feed.' },
    keywords: { type: 'array', items: text, description: 'Other words that the home page finds the mix by.' },
    formerIds: { type: 'array', items: text, description: 'Former ids; their feeds redirect to this one for ever.' },
    retired: { type: 'boolean', default: false, description: 'true ends the feed: it answers 410 Gone.' },
    any: topics('Articles with at least one of these topics, by their ids.'),
    all: topics('Articles with each of these topics.'),
    without: topics('Articles with none of these topics.'),
    author: values('Articles by one of these authors.', ['Ada Lovelace']),
    provider: values('Articles of one of these publishers, by name or domain.', ['example.org']),
    type: values('Articles of one of these types.', ['video']),
    locale: values('Articles in one of these languages; pt includes pt-BR.', ['en']),
    words: values('Articles whose title or excerpt has every word, and none with a hyphen before it.', [
      ['solar', '-nuclear'],
    ]),
    'min-quality': threshold('quality'),
    'min-heat': threshold('heat'),
    top: {
      description: 'The best articles of each day or week, by heat, then quality, then date.',
      type: 'string',
      pattern: '^[0-9]+/(day|week)$',
      examples: ['5/week'],
    },
  },
} as const
