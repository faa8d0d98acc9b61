import { describe, expect, it } from 'vitest'
import { parseTopic } from '../../src/corpus/parse-topic.ts'
import { growthOf, LINEAR } from '../support/growth.ts'

const parse = (podcast: string) => parseTopic({ path: 'topics/a.yaml', text: `name: A\npodcast:\n${podcast}` })

const COMPLETE = `  author: Ann &amp; Bob
  owner: {name: Ann, email: " ann@example.org "}
  category: arts
  subcategory: books
  explicit: "yes"
  type: Serial
  image: https://example.org/a.png
  guid: 917393E3-1B1E-5CEF-ACE4-EDAA54E1F810
  locked: no
  funding: {url: https://example.org/give, text: Give}
`

/** The podcast, and the fields of the warnings. */
function read(podcast: string): [unknown, unknown[]] {
  const { description, diagnostics } = parse(podcast)
  return [description?.topic.podcast, diagnostics.map(({ field, message }) => `${field} ${message}`)]
}

describe('the podcast section of a topic', () => {
  it('is read completely', () => {
    expect(read(COMPLETE)).toEqual([
      {
        author: 'Ann & Bob',
        owner: { name: 'Ann', email: 'ann@example.org' },
        category: 'Arts',
        subcategory: 'Books',
        explicit: true,
        type: 'serial',
        image: 'https://example.org/a.png',
        guid: '917393e3-1b1e-5cef-ace4-edaa54e1f810',
        locked: false,
        funding: { url: 'https://example.org/give', text: 'Give' },
      },
      [],
    ])
  })

  it('loses only what is wrong in it', () => {
    const text = COMPLETE.replace('ann@example.org', 'ann@localhost')
      .replace('arts', 'Technolgy')
      .replace('"yes"', 'perhaps')
      .replace('https://example.org/give', 'give')
    expect(read(`${text}  catagory: Arts\n`)).toEqual([
      {
        author: 'Ann & Bob',
        explicit: false,
        type: 'serial',
        image: 'https://example.org/a.png',
        guid: '917393e3-1b1e-5cef-ace4-edaa54e1f810',
        locked: false,
      },
      [
        'podcast.owner.email " ann@localhost " is not an e-mail address',
        'podcast.explicit is not true or false',
        'podcast.funding.url "give" is not an absolute URL',
        'podcast.catagory is not a field of podcast; did you mean category?',
        'podcast.category "Technolgy" is not a category of Apple Podcasts; did you mean Technology?',
      ],
    ])
  })

  it.each(['  true', '  - a', '  yes'])('that is no mapping (%j) is reported', (podcast) => {
    expect(read(podcast)).toEqual([undefined, ['podcast is not a mapping']])
  })

  it('takes the image of the topic as its cover', () => {
    const text = `name: A\nimage: https://example.org/topic.png\npodcast: {explicit: clean}`
    expect(parseTopic({ path: 'topics/a.yaml', text }).description?.topic.podcast).toEqual({
      explicit: false,
      image: 'https://example.org/topic.png',
    })
  })

  it.each([
    ['ann@example.org', true],
    ["o'hara+x@mail.example.co.uk", true],
    ['ann@example', false],
    ['ann@-example.org', false],
    ['ann@example..org', false],
    ['ann@exämple.org', false],
    ['Ann <ann@example.org>', false],
    ['ann@example.org\n', true],
  ])('with the owner %j: %j', (address, isValid) => {
    const [, warnings] = read(COMPLETE.replace('" ann@example.org "', JSON.stringify(address)))
    expect(warnings).toHaveLength(isValid ? 0 : 1)
  })

  it.each([
    ['fields', (size: number) => Array.from({ length: size }, (_, index) => `  field${index}: x`).join('\n')],
    ['an address', (size: number) => `  owner: {email: "${'a.'.repeat(size)}@${'a-.'.repeat(size)}"}`],
    ['a category', (size: number) => `  category: ${'a'.repeat(size)}`],
  ])('is read in linear time, however long: %s', (_, podcast) => {
    expect(growthOf((size) => parse(podcast(size)), 20_000)).toBeLessThan(LINEAR)
  })
})
