import fc from 'fast-check'

const fragments = fc.constantFrom(
  '<',
  '>',
  '&',
  '"',
  "'",
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<?xml',
  '<b>',
  '</b>',
  '</title>',
  '<script>alert(1)</script>',
  '<img src=x onerror=y>',
  '<a href="javascript:x">',
  '</item>',
  '<entry>',
  '</entry>',
  '<id>',
  '&amp;',
  '&amp;amp;',
  '&lt;b&gt;',
  '&#8217;',
  '&#x1;',
  '&#xD800;',
  '&nosuch;',
  'â€“',
  'Ã©',
  '\u0000',
  '\u0008',
  '\u000b',
  '\u007f',
  '\u0085',
  '\ud800',
  '\udfff',
  '\ufffd',
  '\uffff',
  '\u200f',
  '\u202e',
  '\u2028',
  '\r\n',
  '\t',
  ' ',
  '$&',
  '$1',
  '`',
  '$`',
  '\\',
  '%',
  '😀',
  'é',
  'שלום',
)

/** Text as an attacker or a careless publisher might write it. */
const hostileText = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fragments },
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.lorem({ maxCount: 2 }),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''))

const hostileUrl = fc
  .tuple(
    fc.constantFrom(
      'https://example.org/',
      'http://EXAMPLE.org:80',
      'https://münchen.example/a/../',
      'https://example.org/p.jpg?',
    ),
    hostileText,
  )
  .map(([base, tail]) => `${base}${tail}`)
  .filter((url) => URL.canParse(url) && !new URL(url).username && !new URL(url).password)

const day = fc.integer({ min: 0, max: 400 }).map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString())

const optionally = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined })

const hostileFields = fc.record({
  title: hostileText.map((text) => `x${text}`),
  excerpt: optionally(hostileText),
  publishedDateTime: day,
  updatedDateTime: optionally(day),
  id: optionally(fc.oneof(hostileText, hostileUrl)),
  originalUrl: fc.option(hostileUrl, { nil: undefined, freq: 4 }),
  webUrl: optionally(hostileUrl),
  topics: fc.array(fc.oneof(fc.constantFrom('AI', 'ai ', 'R&D', 'C#', 'C++', 'Новости', 'all', '!!!'), hostileText), {
    maxLength: 4,
  }),
  provider: optionally(fc.record({ name: hostileText, domain: fc.constant('example.org') })),
  authors: fc.array(fc.record({ name: hostileText, url: optionally(hostileUrl) }), { maxLength: 2 }),
  images: fc.array(
    fc.record({
      url: hostileUrl,
      width: optionally(fc.nat(2000)),
      height: optionally(fc.nat(2000)),
      title: optionally(hostileText),
    }),
    { maxLength: 2 },
  ),
  related: fc.array(fc.record({ title: hostileText, webUrl: hostileUrl }), { maxLength: 2 }),
  enclosures: fc.array(
    fc.record({
      url: hostileUrl,
      type: optionally(fc.constantFrom('audio/mpeg', 'no type')),
      length: optionally(fc.nat()),
      title: optionally(hostileText),
    }),
    { maxLength: 2 },
  ),
  locale: optionally(fc.constantFrom('en', 'de_AT', 'ar')),
  duration: optionally(fc.oneof(fc.nat(), hostileText)),
  season: optionally(fc.oneof(fc.nat(9), fc.double(), hostileText)),
  episode: optionally(fc.oneof(fc.nat(9), fc.double(), hostileText)),
  episodeType: optionally(fc.oneof(fc.constant('Bonus'), hostileText)),
  explicit: optionally(fc.oneof(fc.boolean(), hostileText)),
  transcript: fc.array(
    fc.record({ url: hostileUrl, type: optionally(fc.oneof(fc.constant('text/vtt'), hostileText)) }),
    { maxLength: 2 },
  ),
  chapters: optionally(fc.record({ url: hostileUrl, type: optionally(hostileText) })),
  people: fc.array(
    fc.record({
      name: hostileText,
      role: optionally(hostileText),
      url: optionally(hostileUrl),
      image: optionally(hostileUrl),
    }),
    { maxLength: 2 },
  ),
  featuredContent: optionally(hostileText),
})

const hostilePodcast = fc.record({
  author: optionally(hostileText),
  owner: optionally(
    fc.record({ name: optionally(hostileText), email: fc.oneof(fc.constant("o'x@example.org"), hostileText) }),
  ),
  category: optionally(fc.oneof(fc.constant('arts'), hostileText)),
  subcategory: optionally(fc.oneof(fc.constant('fashion & beauty'), hostileText)),
  explicit: optionally(fc.oneof(fc.boolean(), hostileText)),
  image: optionally(hostileUrl),
  guid: optionally(hostileText),
  locked: optionally(fc.boolean()),
  funding: optionally(fc.record({ url: hostileUrl, text: optionally(hostileText) })),
})

/** A topic that is a hostile podcast, as a file. */
const hostileTopic = hostilePodcast.map((podcast) => `name: AI\npodcast: ${JSON.stringify(podcast)}`)

/** A hostile article as a file; quotes and escapes are those of JSON, which is valid YAML. */
const hostileFile = fc.tuple(hostileFields, optionally(hostileText)).map(([fields, body = '']) => {
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return `---\n${lines.join('\n')}\n---\n${body}`
})

/** A corpus of hostile articles, of which some may be episodes of a hostile podcast, as files by path. */
export const hostileCorpus = fc
  .tuple(fc.array(hostileFile, { minLength: 1, maxLength: 8 }), optionally(hostileTopic))
  .map(([files, topic]) => ({
    ...Object.fromEntries(files.map((text, index) => [`${index}.md`, text])),
    ...(topic === undefined ? {} : { 'topics/ai.yaml': topic }),
  }))
