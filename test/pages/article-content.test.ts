import { describe, expect, it } from 'vitest'
import { contentForPage } from '../../src/pages/article-content.ts'

describe('the content of an article on its page', () => {
  it('has its headings below that of the page', () => {
    expect(contentForPage('<h1>A</h1><h2 lang="de">B</h2><h6>C</h6><hr />', false)).toBe(
      '<h2>A</h2><h3 lang="de">B</h3><h6>C</h6><hr />',
    )
    expect(contentForPage('<h2>A</h2><h3>B</h3>', false)).toBe('<h2>A</h2><h3>B</h3>')
  })

  it('replaces images by their alt text, if any', () => {
    expect(
      contentForPage(
        '<p><img src="https://a.example/b.png" alt="A &lt;cat&gt;" /> and <img src="x" alt="" /></p>',
        false,
      ),
    ).toBe(
      '<p><span class="no-picture"><span lang="en" dir="ltr">Image:</span> A &lt;cat&gt;</span> and <span class="no-picture"><span lang="en" dir="ltr">Image</span></span></p>',
    )
  })

  it('has images that load lazily and without a referrer, if enabled', () => {
    expect(contentForPage('<img src="https://a.example/b.png" alt="A cat" />', true)).toBe(
      '<img src="https://a.example/b.png" alt="A cat" loading="lazy" decoding="async" referrerpolicy="no-referrer" />',
    )
  })

  it('has the images of this host in any case', () => {
    const html =
      '<img src="https://feeds.example/files/1.png" alt="A" /><img src="https://feeds.example.org/2.png" alt="B" />'
    expect(contentForPage(html, false, 'https://feeds.example')).toBe(
      '<img src="https://feeds.example/files/1.png" alt="A" loading="lazy" decoding="async" referrerpolicy="no-referrer" />' +
        '<span class="no-picture"><span lang="en" dir="ltr">Image:</span> B</span>',
    )
  })

  it("marks Feedmill's own words as English", () => {
    expect(contentForPage('<p>Related:</p><a href="https://a.example/">Watch on Vimeo</a>', false)).toBe(
      '<p><span lang="en" dir="ltr">Related:</span></p><a href="https://a.example/"><span lang="en" dir="ltr">Watch on Vimeo</span></a>',
    )
  })

  it('has no id twice', () => {
    expect(contentForPage('<h2 id="content">A</h2><p id="b"> id="content"</p>', false)).toBe(
      '<h2>A</h2><p id="b"> id="content"</p>',
    )
  })

  it('makes tables scrollable by keyboard', () => {
    expect(contentForPage('<table><tbody></tbody></table>', false)).toBe('<table tabindex="0"><tbody></tbody></table>')
  })
})
