import { describe, expect, it } from 'vitest'
import { selectFiles } from '../../src/corpus/select-files.ts'
import { profileOf } from '../support/profile.ts'

const none = () => false

describe('the files that can be articles', () => {
  it('are those that feedmill.yaml includes and does not exclude', () => {
    const profile = profileOf({ include: ['post/**'], exclude: ['**/old/**'] })
    expect(selectFiles(['about.md', 'post/a.md', 'post/old/b.md', 'post/README.md'], profile, none)).toEqual({
      articles: ['post/a.md'],
      ignored: new Map([
        ['post/README.md', 'page'],
        ['about.md', 'excluded'],
        ['post/old/b.md', 'excluded'],
      ]),
    })
  })

  it('are still those that are published when a rule that depends on all files changes its mind', () => {
    const profile = profileOf({ generator: 'jekyll' })
    const before = ['2020-01-01-first.md', '2020-02-01-second.md']
    const after = [...before, '_posts/2020-03-01-third.md']
    expect(selectFiles(before, profile, none).articles).toEqual(before)
    expect(selectFiles(after, profile, none).articles).toEqual(['_posts/2020-03-01-third.md'])
    expect(selectFiles(after, profile, (path) => before.includes(path)).articles).toEqual(after)
  })

  it('are not those that feedmill.yaml excludes, published or not', () => {
    const profile = profileOf({ exclude: ['a.md'] })
    expect(selectFiles(['a.md', 'b.md'], profile, () => true).articles).toEqual(['b.md'])
  })
})
