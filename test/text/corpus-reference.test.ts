import { describe, expect, it } from 'vitest'
import {
  articlePlaceholders,
  corpusReferences,
  hostedPlaceholders,
  resolveCorpusReferences,
} from '../../src/text/corpus-reference.ts'
import { sanitizeHtml } from '../../src/text/sanitize-html.ts'
import { growthOf, LINEAR } from '../support/growth.ts'

describe('a link to a file of the corpus', () => {
  it.each([
    ['other.md', 'corpus:./other.md'],
    ['./other.md', 'corpus:./other.md'],
    ['../sum.MD#end', 'corpus:../sum.MD#end'],
    ['/posts/a.mdx?x=1', 'corpus:/posts/a.mdx?x=1'],
    ['@/blog/a.markdown', 'corpus:@/blog/a.markdown'],
    ['corpus:Note#heading', 'corpus:Note#heading'],
  ])('%s stays until it can be resolved', (href, expected) => {
    expect(articlePlaceholders(href, 'link')).toBe(expected)
  })

  it.each(['https://example.org/a.md', '//example.org/a.md', 'mailto:a.md', 'a.html', '#a.md', '?a.md', 'a.mdoc', ''])(
    'is not %j',
    (href) => {
      expect(articlePlaceholders(href, 'link')).toBeUndefined()
    },
  )

  it('may be whatever a hosted article shows or links to beside it', () => {
    expect(sanitize('<a href="b">B</a> <a href="../c.html#d">C</a> <a href="e.py">E</a> <a href=".">F</a>')).toBe(
      '<a href="corpus:./b">B</a> <a href="corpus:../c.html#d">C</a> <a href="corpus:./e.py">E</a> <a href="corpus:./.">F</a>',
    )
    const html = sanitize(
      '<img src="a.png?w=1" alt="A&quot;" width="9" height="9"> <a href="b.pdf">B</a> <a href="/c/">C</a>',
    )
    expect(html).toBe(
      '<img src="corpus:./a.png?w=1" alt="A&quot;" width="9" height="9" /> ' +
        '<a href="corpus:./b.pdf">B</a> <a href="https://x.example/c/">C</a>',
    )
    expect(corpusReferences(html)).toEqual(['./b.pdf', './a.png?w=1'])
    expect(resolveCorpusReferences(html, (target) => `https://x.example/files/${target.slice(2)}`)).toBe(
      '<img src="https://x.example/files/a.png?w=1" alt="A&quot;" width="9" height="9" /> ' +
        '<a href="https://x.example/files/b.pdf">B</a> <a href="https://x.example/c/">C</a>',
    )
    expect(resolveCorpusReferences(html, () => undefined)).toBe('A&quot; <a>B</a> <a href="https://x.example/c/">C</a>')
  })

  it('leaves no empty paragraph behind', () => {
    const html = '<p><img src="corpus:a.png" alt="" /></p>\n<p><img src="corpus:b.png" alt="B" /></p>'
    expect(resolveCorpusReferences(html, () => undefined)).toBe('<p>B</p>')
    expect(resolveCorpusReferences(`<p>A</p>\n${html.split('\n')[0]}`, () => undefined)).toBe('<p>A</p>')
  })

  it('may lead to a part of the article itself', () => {
    expect(sanitize('<a href="own.md#One">1</a><h2 id="One">One</h2><h2 id="Two">Two</h2>')).toBe(
      '<a href="corpus:./own.md#One">1</a><h2 id="One">One</h2><h2>Two</h2>',
    )
  })

  it('has a name for players without a title', () => {
    expect(sanitize('<video src="a/b.mp4" poster="p.jpg"></video> <embed src="c.pdf">')).toBe(
      '<a href="corpus:./a/b.mp4"><img src="corpus:./p.jpg" alt="" /> b.mp4</a> <a href="corpus:./c.pdf">c.pdf</a>',
    )
    expect(sanitize('<video src="corpus://[x"></video><audio src="/\t/[x.mp3"></audio>')).not.toContain('//[')
  })

  it('is resolved in HTML, and keeps only its text if it leads nowhere', () => {
    const html = sanitize('<p><a href="a.md" title="&quot;A&quot;">A</a> <a href="b.md">B &amp; b</a></p>')
    expect(corpusReferences(html)).toEqual(['./a.md', './b.md'])
    expect(
      resolveCorpusReferences(html, (target) => (target === './a.md' ? 'https://x.example/?a&b' : undefined)),
    ).toBe('<p><a title="&quot;A&quot;" href="https://x.example/?a&amp;b">A</a> <a>B &amp; b</a></p>')
  })

  it('is not what only looks like one in text', () => {
    const html = sanitize('<code>&lt;a href="corpus:a.md"&gt;</code> <a title=\' href="corpus:b.md">\'>x</a>')
    expect(corpusReferences(html)).toEqual([])
    expect(resolveCorpusReferences(html, () => 'https://x.example/')).toBe(html)
  })

  it('takes linear time', () => {
    for (const piece of [' href="corpus:', '<img src="corpus:a" alt="', 'a.md#', './', '[x](corpus:)']) {
      const text = (size: number) => piece.repeat(size / piece.length)
      expect(growthOf((size) => resolveCorpusReferences(text(size), () => undefined), 400_000)).toBeLessThan(LINEAR)
      expect(growthOf((size) => articlePlaceholders(text(size), 'link'), 400_000)).toBeLessThan(LINEAR)
    }
  })
})

function sanitize(html: string): string {
  return sanitizeHtml(html, 'https://x.example/', { placeholderOf: hostedPlaceholders })
}
