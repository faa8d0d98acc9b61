import { describe, expect, it } from 'vitest'
import { contentForPage } from '../../src/pages/article-content.ts'

describe('the content of an article on its page', () => {
  it('has its headings below the one of the page', () => {
    expect(contentForPage('<h1>A</h1><h2 lang="de">B</h2><h6>C</h6><hr />', false)).toBe(
      '<h2>A</h2><h3 lang="de">B</h3><h6>C</h6><hr />',
    )
    expect(contentForPage('<h2>A</h2><h3>B</h3>', false)).toBe('<h2>A</h2><h3>B</h3>')
  })

  it('has words in place of pictures, those for who cannot see them where there are any', () => {
    expect(
      contentForPage(
        '<p><img src="https://a.example/b.png" alt="A &lt;cat&gt;" /> and <img src="x" alt="" /></p>',
        false,
      ),
    ).toBe(
      '<p><span class="no-picture"><span lang="en" dir="ltr">Image:</span> A &lt;cat&gt;</span> and <span class="no-picture"><span lang="en" dir="ltr">Image</span></span></p>',
    )
  })

  it('has pictures that load late and do not tell from where, when they are wanted', () => {
    expect(contentForPage('<img src="https://a.example/b.png" alt="A cat" />', true)).toBe(
      '<img src="https://a.example/b.png" alt="A cat" loading="lazy" decoding="async" referrerpolicy="no-referrer" />',
    )
  })

  it('has the words that Feedmill adds marked as English', () => {
    expect(contentForPage('<p>Related:</p><a href="https://a.example/">Watch on Vimeo</a>', false)).toBe(
      '<p><span lang="en" dir="ltr">Related:</span></p><a href="https://a.example/"><span lang="en" dir="ltr">Watch on Vimeo</span></a>',
    )
  })

  it('lets the keyboard scroll a table', () => {
    expect(contentForPage('<table><tbody></tbody></table>', false)).toBe('<table tabindex="0"><tbody></tbody></table>')
  })
})
