import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HtmlNode, isElement, parseHtml } from '../../src/text/parse-html.ts'
import { parsePlainHtml } from '../../src/text/parse-plain-html.ts'
import { fuzzing } from '../support/fuzzing.ts'
import { growthOf, LINEAR } from '../support/growth.ts'

describe('parsePlainHtml', () => {
  it.each([
    '<p>a <em>b</em> <a href="/?a=1&amp;b">c</a><br>\nd &lt; e &copy; &notes</p>\n',
    '<ul>\n<li>a</li>\n<li><p>b</p>\n<ol start="3"><li>c</li></ol></li>\n</ul><hr /><!-- more -->text',
    '<table>\n<thead>\n<tr>\n<th style="text-align:left">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
    '<pre><code class="language-js">let a &lt; b\n</code></pre><details><summary>a</summary><p>b</p></details>',
  ])('makes the same tree as HTML5 of %s', (html) => {
    expect(treeOf(parsePlainHtml(html))).toEqual(treeOf(parseHtml(html)))
  })

  it.each([
    '<p>a',
    'a</p>',
    '<p><div>a</div></p>',
    '<p>a<p>b</p></p>',
    '<a>a<em><a>b</a></em></a>',
    '<ul>a</ul><ul><p>a</p></ul>',
    '<table>a</table>',
    '<tr><td>a</td></tr>',
    '<p/>a',
    '<p a="1" a="2">b</p>',
    '<P>a</P>',
    '<pre>\na</pre>',
    '<script>a</script>',
    'a < b',
    '<!-- a -- b -->',
  ])('leaves %s to a parser of HTML5', (html) => {
    expect(parsePlainHtml(html)).toBeUndefined()
  })

  it('makes no other tree than HTML5, whatever it is given', () => {
    const names = 'a br code em strong p div li ul ol dl dt dd h2 hr pre table thead tbody tr th td img details summary'
    const leaf = fc.constantFrom(
      'x',
      ' ',
      '\n',
      '&amp;',
      '&lt;',
      '&notit;',
      '&#0;',
      '&#x85;',
      '<br>',
      '<hr />',
      '<!-- a-b -->',
    )
    const attributes = fc.constantFrom('', ' id="a"', ' href="&copy=&amp;"', ' a="1" b="2"', ' a="1" a="2"')
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'medium' },
        leaf,
        fc.tuple(tie('tree'), tie('tree')).map((pair) => pair.join('')),
        fc
          .tuple(fc.constantFrom(...names.split(' ')), attributes, tie('tree'))
          .map(([name, list, inner]) => `<${name}${list}>${inner}</${name}>`),
      ),
    }))
    const damaged = fc
      .tuple(tree, fc.nat(), fc.constantFrom('', '<p>', '</p>', '<a>', '</em>', '<', '"', '\0', '\r'))
      .map(([html, at, piece]) => html.slice(0, at % (html.length + 1)) + piece + html.slice(at % (html.length + 1)))
    let plain = 0
    fc.assert(
      fc.property(fc.oneof(tree, damaged), (html) => {
        const nodes = parsePlainHtml(html)
        if (!nodes) return
        plain++
        expect(treeOf(nodes)).toEqual(treeOf(parseHtml(html)))
      }),
      fuzzing(0.3),
    )
    expect(plain).toBeGreaterThan(50)
  })

  it.each(['<p>a</p>', '<!--', '<p a="', '<br>', '<em>', 'a', '<p a="1" b="2" c="3"></p>'])(
    'takes linear time for %s',
    (piece) => {
      expect(growthOf((size) => parsePlainHtml(piece.repeat(size / piece.length)), 200_000)).toBeLessThan(LINEAR)
    },
  )
})

function treeOf(nodes: readonly HtmlNode[] | undefined): unknown {
  return nodes?.map((node) => {
    if (isElement(node))
      return {
        name: node.tagName,
        attrs: node.attrs.map(({ name, value }) => [name, value]),
        nodes: treeOf(node.childNodes),
      }
    return 'value' in node ? node.value : 'data' in node ? { comment: node.data } : node.nodeName
  })
}
