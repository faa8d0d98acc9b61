import { describe, expect, it } from 'vitest'
import { createFileFinder } from '../../src/feeds/file-finder.ts'

const root = '/home/site/blog'

describe('a file', () => {
  it('is found relative to the article', () => {
    const find = createFileFinder(['a/x.md', 'b/x.md', 'x.md'], { root })
    expect(find('./x.md', { from: 'a/y.md' })).toBe('a/x.md')
    expect(find('../b/x.md', { from: 'a/y.md' })).toBe('b/x.md')
    expect(find('x.md', { from: 'c/y.md' })).toBe('x.md')
  })

  it('is found from the root, also if the corpus is above or below that', () => {
    expect(createFileFinder(['blog/a.md'], { root })('@/blog/a.md', { from: 'x/y.md' })).toBe('blog/a.md')
    expect(createFileFinder(['content/blog/a.md'], { root })('@/blog/a.md', { from: 'y.md' })).toBe('content/blog/a.md')
    expect(createFileFinder(['a.md'], { root })('/blog/a.md', { from: 'x/y.md' })).toBe('a.md')
    expect(createFileFinder(['b/a.md'], { root })('@/site/blog/b/a.md', { from: 'y.md' })).toBe('b/a.md')
    expect(createFileFinder(['a.md'], { root })('@/posts/a.md', { from: 'x/y.md' })).toBe('a.md')
    expect(createFileFinder(['b/a.md'], { root })('../../blog/b/a.md', { from: 'x/y.md' })).toBe('b/a.md')
    expect(createFileFinder(['a.md'], { root })('../other/a.md', { from: 'y.md' })).toBeUndefined()
  })

  it('is found by its name if only one file has it', () => {
    expect(createFileFinder(['notes/Über uns.md'], { root })('u\u0308ber uns.md', { from: 'y.md' })).toBe(
      'notes/Über uns.md',
    )
    expect(createFileFinder(['a/x.md', 'b/x.md'], { root })('x.md', { from: 'y.md' })).toBeUndefined()
    expect(createFileFinder(['a/x.md', 'b/x.md'], { root })('b/x.md', { from: 'c/y.md' })).toBe('b/x.md')
  })

  it('is not another one with the same name in a folder that the path excludes', () => {
    expect(createFileFinder(['a/x.md'], { root })('./docs/x.md', { from: 'y.md' })).toBeUndefined()
    expect(createFileFinder(['x.md'], { root })('docs/x.md', { from: 'a/y.md' })).toBeUndefined()
  })

  it('is found by its other paths', () => {
    const find = createFileFinder(['a/b.md'], { root, otherPaths: (path) => [path.replace('.md', '')] })
    expect(find('a/b', { from: 'y.md' })).toBe('a/b.md')
    expect(find('b', { from: 'y.md' })).toBe('a/b.md')
  })

  it('is the one in the same letter case if two differ only in it', () => {
    const find = createFileFinder(['a.md', 'A.md'], { root })
    expect(find('A.md', { from: 'y.md' })).toBe('A.md')
    expect(find('a.md', { from: 'y.md' })).toBe('a.md')
  })
})
