const url = { type: 'string', format: 'uri', pattern: '^https?://' }
const date = (description: string) => ({
  description: `${description} A date without a zone is in the time zone of the corpus.`,
  type: 'string',
  examples: ['2026-03-01T09:30:00Z', '2026-03-01 09:30', '2026-03-01'],
})
const image = {
  type: 'object',
  properties: {
    url: { ...url, description: 'The URL of the image.' },
    width: { type: 'number', description: 'In pixels.' },
    height: { type: 'number', description: 'In pixels.' },
    title: { type: 'string', description: 'What the image shows, for those who do not see it.' },
  },
}
const provider = {
  description: 'Who published the article elsewhere.',
  type: 'object',
  properties: {
    name: { type: 'string', examples: ['The Example Times'] },
    domain: { type: 'string', description: 'A bare host name.', examples: ['example.org'] },
  },
}

/** The JSON Schema of an article's front matter in Feedmill's own form, for editors. Other fields are ignored. */
export const articleJsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Feedmill article',
  description: 'The front matter of an article. It needs a title, a date, and a URL or a body.',
  type: 'object',
  required: ['title', 'publishedDateTime'],
  properties: {
    title: { type: 'string', minLength: 1, description: 'The headline, as plain text.', examples: ['The Perceptron'] },
    publishedDateTime: date('When the article was published. Until then it waits.'),
    updatedDateTime: date('When the article was last changed; the published date if missing.'),
    expires: date('When the article leaves the feeds.'),
    excerpt: { type: 'string', description: 'A summary in plain text; the first paragraph if missing.' },
    topics: {
      description: 'The subjects of the article. Each has a feed.',
      type: 'array',
      items: { type: 'string' },
      maxItems: 100,
      examples: [['AI', 'Robots']],
    },
    originalUrl: { ...url, description: 'The page of the publisher, for an article that is elsewhere.' },
    webUrl: { ...url, description: 'The page to link to, if not originalUrl.' },
    ampWebUrl: { ...url, description: 'The AMP page.' },
    cdnAmpWebUrl: { ...url, description: 'The AMP page in the cache of a CDN.' },
    id: {
      description: 'What feed readers know the article by; its URL if missing. Never change it.',
      type: 'string',
      minLength: 1,
      maxLength: 500,
      examples: ['tag:example.org,2026:first-post'],
    },
    guid: { type: 'string', description: 'The same as id, but ignored if an older article has the same.' },
    slug: {
      description: 'The last part of the URL of an article that is hosted here; made from the file name if missing.',
      type: 'string',
      examples: ['the-perceptron'],
    },
    aliases: {
      description: 'Former URLs of an article that is hosted here; they redirect to it.',
      type: 'array',
      items: { type: 'string' },
    },
    published: { type: 'boolean', default: true, description: 'false keeps a draft out of all feeds.' },
    locale: {
      type: 'string',
      description: 'The language of the article, as a language tag.',
      examples: ['en', 'pt-BR'],
    },
    authors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          name: { type: 'string', examples: ['Ada Lovelace'] },
          url: { ...url, description: 'A page about the author.' },
        },
      },
    },
    provider,
    images: { description: 'The images of the article, the most important one first.', type: 'array', items: image },
    enclosures: {
      description: 'Files to go with the article, such as a podcast episode.',
      type: 'array',
      items: {
        type: 'object',
        properties: {
          url,
          type: { type: 'string', description: 'The media type.', examples: ['audio/mpeg'] },
          length: { type: 'integer', minimum: 0, description: 'In bytes.' },
          title: { type: 'string' },
          duration: { type: 'integer', minimum: 0, description: 'In seconds.' },
        },
      },
    },
    duration: {
      type: 'integer',
      minimum: 0,
      description: 'Of the only enclosure, or the only audio or video, in seconds.',
    },
    season: { type: 'integer', minimum: 0, description: 'The number of the season, for an episode of a podcast.' },
    episode: { type: 'number', minimum: 0, description: 'The number of the episode.' },
    episodeType: { enum: ['full', 'trailer', 'bonus'], description: 'What the episode is; full if missing.' },
    explicit: { type: 'boolean', description: 'Whether the episode has content that is not for children.' },
    transcript: {
      description: 'Files with what is said in the episode.',
      type: 'array',
      items: {
        type: 'object',
        properties: {
          url,
          type: { type: 'string', examples: ['text/vtt'] },
          language: { type: 'string', description: 'A language tag.' },
        },
      },
    },
    chapters: {
      description: 'A JSON file with the chapters of the episode.',
      type: 'object',
      properties: { url, type: { type: 'string', default: 'application/json+chapters' } },
    },
    people: {
      description: 'Who is heard in the episode.',
      type: 'array',
      items: {
        type: 'object',
        properties: {
          name: { type: 'string', examples: ['Ada Lovelace'] },
          role: { type: 'string', examples: ['host', 'guest'] },
          url: { ...url, description: 'A page about the person.' },
          image: { ...url, description: 'A picture of the person.' },
        },
      },
    },
    related: {
      description: 'Articles to read next.',
      type: 'array',
      items: {
        type: 'object',
        properties: {
          title: { type: 'string' },
          excerpt: { type: 'string' },
          publishedDateTime: date('When the related article was published.'),
          originalUrl: url,
          webUrl: url,
          provider,
        },
      },
    },
    featuredContent: { type: 'string', description: 'The content as HTML, for an article that is elsewhere.' },
    type: { type: 'string', description: 'The kind of article.', examples: ['article', 'video'] },
    category: { type: 'string', description: 'The section of the publisher.' },
    quality: { type: 'number', description: 'How good the article is; passed on in the JSON feeds.' },
    heat: { type: 'number', description: 'How popular the article is; passed on in the JSON feeds.' },
  },
} as const
