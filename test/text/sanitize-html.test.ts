import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sanitizeHtml } from '../../src/text/sanitize-html.ts'
import { fuzzing } from '../support/fuzzing.ts'

const BASE = 'https://example.org/blog/post/'

describe('sanitizeHtml', () => {
  it.each([
    ['keeps ordinary markup', '<p>One <b>two</b></p>', '<p>One <b>two</b></p>'],
    ['closes what is open', '<ul><li>One<li>Two', '<ul><li>One</li><li>Two</li></ul>'],
    ['escapes stray characters', 'a < b & c > d', 'a &lt; b &amp; c &gt; d'],
    ['drops scripts with their text', 'a<script>alert(1)</script>b', 'ab'],
    ['drops styles with their text', 'a<style>p{}</style>b', 'ab'],
    ['drops handlers, styles, classes and ids', '<p onclick="x()" style="a" class="b" id="c">d</p>', '<p>d</p>'],
    ['drops forms but keeps their words', '<form action="/x"><input name="a">Words</form>', 'Words'],
    ['drops frames it does not know', 'a<iframe src="https://evil.example/"></iframe>b', 'ab'],
    ['drops objects and embeds', '<object data="x">y</object><embed src="z">', ''],
    ['drops SVG and MathML', '<svg><script>1</script></svg><math><mi>x</mi></math>a', 'a'],
    ['drops comments', 'a<!-- secret -->b', 'ab'],
    ['drops javascript: links', '<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
    ['drops disguised javascript: links', '<a href=" java&#10;script:alert(1)">a</a>', '<a>a</a>'],
    ['drops data: images', '<img src="data:image/png;base64,AAAA">', ''],
    ['drops links with passwords', '<a href="https://me:pw@example.org/">a</a>', '<a>a</a>'],
    ['keeps mail addresses', '<a href="mailto:a@example.org">a</a>', '<a href="mailto:a@example.org">a</a>'],
    ['resolves links', '<a href="../x?y=1&z=2">a</a>', '<a href="https://example.org/blog/x?y=1&amp;z=2">a</a>'],
    ['resolves anchors', '<a href="#n1">1</a>', '<a href="https://example.org/blog/post/#n1">1</a>'],
    ['resolves protocol-relative links', '<a href="//a.example">a</a>', '<a href="https://a.example/">a</a>'],
    ['resolves image URLs', '<img src="p.png" alt="P">', '<img src="https://example.org/blog/post/p.png" alt="P" />'],
    ['gives every image an alt text', '<img src="/p.png">', '<img src="https://example.org/p.png" alt="" />'],
    [
      'drops srcset and odd sizes',
      '<img src="/p.png" srcset="q 2x" width="100%" height="9" alt="">',
      '<img src="https://example.org/p.png" alt="" />',
    ],
    [
      'makes a player of YouTube a link',
      '<iframe src="//www.youtube-nocookie.com/embed/h70jOr56EKs?x=1"></iframe>',
      '<a href="https://www.youtube.com/watch?v=h70jOr56EKs">Watch on YouTube</a>',
    ],
    [
      'makes a player of Vimeo a link',
      '<iframe src="https://player.vimeo.com/video/76979871"></iframe>',
      '<a href="https://vimeo.com/76979871">Watch on Vimeo</a>',
    ],
    ['removes control characters, however written', 'a\u0000b&#1;c\u0085d', 'abcd'],
    ['removes lone surrogates', 'a\ud800b', 'ab'],
  ])('%s', (_, html, expected) => {
    expect(sanitizeHtml(html, BASE)).toBe(expected)
  })

  it('never returns active content or a relative URL', () => {
    const pieces = fc.constantFrom(
      '<script>',
      '</script>',
      '<p onload=x>',
      '<a href=',
      '<img src=',
      '"javascript:x"',
      "'data:x'",
      '<style>',
      '<svg>',
      '<iframe src=//x>',
      '<form>',
      '<math>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&lt;script&gt;',
      '&#x6a;avascript:',
      '<',
      '>',
      '"',
      "'",
      ' ',
      '/x',
      'x',
      '\u0000',
      '\ud800',
    )
    const hostile = fc
      .array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 30 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(hostile, (html) => {
        const clean = sanitizeHtml(html, BASE)
        const tags = clean.match(/<[^>]*>/g) ?? []
        for (const tag of tags) {
          expect(tag).not.toMatch(/^<\/?(script|style|iframe|form|input|object|embed|svg|math|base|meta|link)\b/i)
          expect(tag).not.toMatch(/\s(on\w+|style|srcset)\s*=/i)
          for (const [, url] of tag.matchAll(/\s(?:href|src)="([^"]*)"/g)) expect(url).toMatch(/^(https?:\/\/|mailto:)/)
        }
      }),
      fuzzing(0.05),
    )
  })
})
