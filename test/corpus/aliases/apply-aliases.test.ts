import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAliasReader } from '../../../src/corpus/aliases/apply-aliases.ts'
import { fieldAliases } from '../../../src/corpus/aliases/field-aliases.ts'

const read = createAliasReader({}, {})
const readJekyll = createAliasReader({}, { splitsAtBlanks: true, readsTimesAsUtc: true })
const valuesOf = (fields: Record<string, unknown>) => read(fields).values

describe('names of fields', () => {
  it.each<[Record<string, unknown>, Record<string, unknown>]>([
    [{ Title: 'Hello' }, { title: 'Hello' }],
    [{ linkTitle: 'Hello' }, { title: 'Hello' }],
    [{ DATE: '2020-01-31' }, { publishedDateTime: '2020-01-31' }],
    [{ pubDatetime: '2020-01-31' }, { publishedDateTime: '2020-01-31' }],
    [{ last_update: { date: '2020-02-01', author: 'Ann' } }, { updatedDateTime: '2020-02-01' }],
    [{ expiryDate: '2030-01-01' }, { expires: '2030-01-01' }],
    [{ summary: 'Short' }, { excerpt: 'Short' }],
    [{ external_url: 'https://example.org/' }, { link: 'https://example.org/' }],
    [{ canonical: '/posts/a/' }, {}],
    [{ redirect_from: '/old/' }, { aliases: ['/old/'] }],
    [{ lang: 'ja' }, { locale: 'ja' }],
    [{ blogger_id: 17 }, { guid: '17' }],
  ])('%j is read as %j', (fields, values) => {
    expect(valuesOf(fields)).toEqual(values)
  })

  it('are tried in order: the first that says something is used', () => {
    expect(valuesOf({ description: 'Third', summary: null, excerpt: '' })).toEqual({ excerpt: 'Third' })
    expect(valuesOf({ date: '2020-01-02', published: true })).toEqual({ publishedDateTime: '2020-01-02' })
    expect(valuesOf({ date: '2020-01-02', published: '2020-01-01' })).toEqual({ publishedDateTime: '2020-01-01' })
    expect(valuesOf({ hero: true, cover: '/a.png' })).toEqual({ images: [{ url: '/a.png' }] })
  })

  it('of topics are joined', () => {
    const fields = { category: 'News', tags: ['Rust', 'Go'], taxonomies: { series: ['Tour'], tags: ['Zola'] } }
    expect(valuesOf(fields).topics).toEqual(['Rust', 'Go', 'News', 'Tour', 'Zola'])
  })

  it('can be own ones, which go first', () => {
    const own = createAliasReader({ published: ['event_date'], topics: ['subjects'] }, {})
    expect(own({ event_date: '2020-01-01', date: '2021-01-01', subjects: ['A'], tags: ['B'] }).values).toEqual({
      publishedDateTime: '2020-01-01',
      topics: ['A'],
    })
    expect(own({ date: '2021-01-01' }).values).toEqual({ publishedDateTime: '2021-01-01' })
  })

  it('are remembered, so that messages can name what the author wrote', () => {
    const { names, reshaped } = read({ Date: '2020-01-31', tags: 'a, b', title: 'Hello' })
    expect(names).toEqual({ publishedDateTime: 'Date', topics: 'tags', title: 'title' })
    expect([...reshaped]).toEqual(['topics'])
  })
})

describe('forms of values', () => {
  it.each<[Record<string, unknown>, unknown]>([
    [{ quality: '94' }, { quality: 94 }],
    [{ title: 2024 }, { title: '2024' }],
    [{ topics: 'news' }, { topics: ['news'] }],
    [{ authors: 'Ann' }, { authors: [{ name: 'Ann' }] }],
    [{ images: '/a.png' }, { images: [{ url: '/a.png' }] }],
    [{ tags: 'a, b' }, { topics: ['a', 'b'] }],
    [{ category: 'Art, Music' }, { category: 'Art, Music', topics: ['Art, Music'] }],
    [{ tags: ['[[Notes/AI|Machines]]', '#web', 365] }, { topics: ['Machines', 'web', '365'] }],
    [{ categories: [['News', 'World'], 'Art'] }, { topics: ['News', 'World', 'Art'] }],
    [{ tags: [{ label: 'Release', permalink: '/release' }] }, { topics: ['Release'] }],
    [{ tags: 'machine learning' }, { topics: ['machine learning'] }],
    [
      { author: ['ann', { name: 'Bob', web: 'https://bob.example' }] },
      { authors: [{ name: 'ann' }, { name: 'Bob', web: 'https://bob.example', url: 'https://bob.example' }] },
    ],
    [{ author: 'Ann <https://ann.example>' }, { authors: [{ name: 'Ann', url: 'https://ann.example' }] }],
    [{ author: 'Ann <ann@example.org>' }, { authors: [{ name: 'Ann' }] }],
    [{ images: [{ url: '/a.png', alt: 'A mill' }] }, { images: [{ url: '/a.png', alt: 'A mill', title: 'A mill' }] }],
    [
      { cover: { image: '/a.png', alt: 'A mill' } },
      { images: [{ image: '/a.png', alt: 'A mill', url: '/a.png', title: 'A mill' }] },
    ],
    [{ date: 1_580_428_800_000 }, { publishedDateTime: '1580428800000' }],
    [
      { podcast_file: 'https://example.org/1.mp3', podcast_bytes: '12', podcast_duration: '01:01:19' },
      { enclosures: [{ url: 'https://example.org/1.mp3' }], enclosureLength: 12, duration: 3679 },
    ],
    [{ url: 'https://example.org/1.mp3' }, { enclosures: [{ url: 'https://example.org/1.mp3' }] }],
    [{ url: '/posts/one/' }, {}],
    [{ enclosures: '/slides.pdf' }, { enclosures: [{ url: '/slides.pdf' }] }],
    [
      { enclosure: 'https://example.org/1.mp3\n5650889\naudio/mpeg\na:1:{s:8:"duration";s:5:"23:20";}' },
      { enclosures: [{ url: 'https://example.org/1.mp3', length: 5650889, type: 'audio/mpeg' }] },
    ],
    [{ enclosures: 5 }, { enclosures: 5 }],
    [{ audio: true, video: 'x1y2' }, {}],
    [{ provider: 'The Gazette' }, { provider: { name: 'The Gazette' } }],
  ])('%j is read as %j', (fields, values) => {
    expect(valuesOf(fields)).toEqual(values)
  })

  it('read times without a zone as UTC in Jekyll, but not days', () => {
    const dateOf = (date: string) => readJekyll({ date }).values.publishedDateTime
    expect(dateOf('2020-01-03 10:00:00')).toBe('2020-01-03 10:00:00 UTC')
    expect(dateOf('2020-1-3T9:00:00.5')).toBe('2020-1-3T9:00:00.5 UTC')
    expect(dateOf('2020-01-03 10:00')).toBe('2020-01-03 10:00')
    expect(dateOf('2020-01-03 10:00:00 +0800')).toBe('2020-01-03 10:00:00 +0800')
    expect(dateOf('2020-01-03')).toBe('2020-01-03')
    expect(valuesOf({ date: '2020-01-03 10:00:00' }).publishedDateTime).toBe('2020-01-03 10:00:00')
  })

  it('split words at blanks in Jekyll, in plural fields only', () => {
    expect(readJekyll({ tags: 'web css', category: 'Web design' }).values.topics).toEqual(['web', 'css', 'Web design'])
  })

  it('that nobody expects are left to the schema', () => {
    expect(valuesOf({ quality: 'good', title: ['a'] })).toEqual({ quality: 'good', title: ['a'] })
  })
})

describe('a native file', () => {
  const value = fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.integer(),
    fc.array(fc.string({ minLength: 1 })),
    fc.constant(null),
  )
  const natives = [
    ...new Set(fieldAliases.filter(({ names, field }) => names.includes(field)).map(({ field }) => field)),
  ]
  const present = (given: unknown) => given !== null && given !== '' && given !== undefined

  it('never changes its meaning: its fields are those that it names', () => {
    const file = fc.record(Object.fromEntries(natives.map((field) => [field, value])), {
      requiredKeys: ['publishedDateTime'],
    })
    fc.assert(
      fc.property(file, (fields) => {
        const given = Object.keys(fields).filter((name) => present(fields[name]))
        const { values } = read(fields)
        expect(given).toEqual(expect.arrayContaining(Object.keys(values).filter((name) => present(values[name]))))
      }),
    )
  })

  it('keeps the names of its topics as they are', () => {
    const topics = ['#web', null, '[[AI]]', 'C#']
    expect(valuesOf({ publishedDateTime: '2026-01-01', topics })).toMatchObject({ topics })
  })

  it('has the field that is spelled as Feedmill spells it', () => {
    const fields = { Title: 'Other', title: 'Mine', ID: 'other', id: 'mine', publishedDateTime: '2026-01-01' }
    expect(valuesOf(fields)).toMatchObject({ title: 'Mine', id: 'mine' })
  })

  it('keeps values that have the native form', () => {
    const fields = {
      title: 'Hello',
      publishedDateTime: '2026-01-01',
      category: 'news',
      topics: ['AI'],
      authors: [{ name: 'Ann', url: 'https://ann.example' }],
      images: [{ url: 'https://example.org/a.png', width: 5 }],
      quality: 94,
    }
    const { values, reshaped } = read(fields)
    expect(values).toEqual(fields)
    expect([...reshaped]).toEqual([])
  })
})
