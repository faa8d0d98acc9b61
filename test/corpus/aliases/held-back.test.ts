import { describe, expect, it } from 'vitest'
import { heldBack } from '../../../src/corpus/aliases/held-back.ts'

describe('an article is held back', () => {
  it.each<[Record<string, unknown>, string]>([
    [{ draft: true }, 'draft'],
    [{ draft: 'yes' }, 'draft'],
    [{ Draft: 'True' }, 'draft'],
    [{ draft: 'maybe' }, 'draft'],
    [{ draft: 1 }, 'draft'],
    [{ published: false }, 'draft'],
    [{ published: 'no' }, 'draft'],
    [{ published: 'later' }, 'draft'],
    [{ publish: false }, 'draft'],
    [{ status: 'draft' }, 'draft'],
    [{ Status: 'Hidden' }, 'draft'],
    [{ status: 'future' }, 'draft'],
    [{ visibility: 'private' }, 'draft'],
    [{ unlisted: true }, 'unlisted'],
    [{ hidden: 'on' }, 'unlisted'],
    [{ headless: true }, 'unlisted'],
    [{ feed: false }, 'unlisted'],
    [{ permalink: false }, 'unlisted'],
    [{ eleventyExcludeFromCollections: true }, 'unlisted'],
    [{ _build: { list: 'never' } }, 'unlisted'],
    [{ build: { list: false } }, 'unlisted'],
    [{ published: 0 }, 'draft'],
    [{ published: '0' }, 'draft'],
    [{ published: [false] }, 'draft'],
    [{ status: ['post', 'draft'] }, 'draft'],
    [{ _Build: { List: 'never' } }, 'unlisted'],
    [{ '_build.list': 'never' }, 'unlisted'],
    [{ password: 0 }, 'password'],
    [{ password: '0000' }, 'password'],
    [{ password: 'no' }, 'password'],
    [{ password: 'off' }, 'password'],
    [{ password: 'secret' }, 'password'],
    [{ password: 1234 }, 'password'],
  ])('by %j, as %s', (fields, reason) => {
    expect(heldBack({ title: 'Hello', ...fields })).toBe(reason)
  })

  it.each<[Record<string, unknown>]>([
    [{ draft: false }],
    [{ draft: 'no' }],
    [{ draft: null }],
    [{ published: true }],
    [{ published: 'yes' }],
    [{ published: '2020-01-31' }],
    [{ published: 1_580_428_800 }],
    [{ published: null }],
    [{ status: 'published' }],
    [{ visibility: 'public' }],
    [{ hidden: 'false' }],
    [{ feed: true }],
    [{ permalink: '/a/' }],
    [{ password: '' }],
    [{ password: false }],
    [{ _build: { list: 'always' } }],
    [{ constructor: true, __proto__: { draft: true } }],
  ])('not by %j', (fields) => {
    expect(heldBack({ title: 'Hello', ...fields })).toBeUndefined()
  })

  it('by a field of its own', () => {
    expect(heldBack({ wip: true }, ['wip'])).toBe('draft')
    expect(heldBack({ wip: false }, ['wip'])).toBeUndefined()
    expect(heldBack({ WIP: true }, ['wip'])).toBe('draft')
    expect(heldBack({ wip: true }, ['Wip'])).toBe('draft')
  })
})
