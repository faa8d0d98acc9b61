import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generators } from '../../../src/corpus/corpus-profile.ts'
import { dialects } from '../../../src/corpus/dialects/dialects.ts'
import { liveUrl } from '../../../src/corpus/dialects/live-url.ts'
import { growthOf, LINEAR } from '../../support/growth.ts'
import { profileOf } from '../../support/profile.ts'

const name = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom('index', '_posts', '2020-01-31-x', '..', ':slug', '%41'),
)
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join('/')}.md`)
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '/a/:title/',
    ':categories/:slug',
    '/%zz',
    'https://x.example/',
    'https://%zz/',
    'mailto:a@b.example',
    '//',
  ),
)
const page = fc.record({
  path,
  title: text,
  published: fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
  slug: fc.option(text, { nil: undefined }),
  fields: fc.record({
    permalink: fc.option(text),
    url: fc.option(text),
    categories: fc.anything(),
    category: fc.anything(),
  }),
})

describe.each(generators)('with %s, whatever is in an article', (generator) => {
  it('has one URL on the web, and an id', () => {
    fc.assert(
      fc.property(page, ({ slug, ...rest }) => {
        const found = liveUrl(
          slug === undefined ? rest : { ...rest, slug },
          profileOf({ generator, site: 'https://example.org' }),
        )
        if (!found || !('url' in found)) throw new Error('no URL')
        expect(found.url).toMatch(/^https?:\/\/[\w.-]+\/[\x21-\x7e]*$/)
        expect(found.id).not.toBe('')
      }),
    )
  })

  it.each(['-', '/', '.', '_', ' ', '#', 'é'])('has a URL in linear time for a slug full of %j', (sign) => {
    const profile = profileOf({ generator, site: 'https://example.org' })
    const urlOf = (size: number) => {
      const slug = `a${sign.repeat(size)}b`
      return liveUrl({ path: 'a.md', title: slug, published: new Date('2020-01-31'), slug, fields: { slug } }, profile)
    }
    expect(growthOf(urlOf, 20_000)).toBeLessThan(LINEAR)
  })

  it('has an answer for every list of files', () => {
    fc.assert(
      fc.property(fc.array(path), (paths) => {
        for (const [ignored] of dialects[generator].findIgnored(paths, profileOf({ generator })))
          expect(paths).toContain(ignored)
      }),
    )
  })
})
