import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '../../src/markdown/render-markdown.ts'
import { sanitizeHtml } from '../../src/text/sanitize-html.ts'
import { fuzzing } from '../support/fuzzing.ts'
import { growthOf, LINEAR } from '../support/growth.ts'
import { expectWrittenHtml } from '../support/written-html.ts'

const BASE = 'https://example.org/a/'

describe('Markdown as people write it', () => {
  it.each([
    [
      'footnotes',
      'A claim.[^1]\n\n[^1]: The *source*.',
      '<p>A claim.<sup><a id="fnref1" href="https://example.org/a/#fn1">[1]</a></sup></p>\n<hr />\n<section>\n<ol>\n' +
        '<li id="fn1"><p>The <em>source</em>. <a href="https://example.org/a/#fnref1">↩︎</a></p>\n</li>\n</ol>\n</section>',
    ],
    [
      'containers of MyST',
      ':::{note}\nA\n:::\n\n:::{tip} The *title*\nB\n:::',
      '<div>\n<p><strong>Note</strong></p>\n<p>A</p>\n</div>\n<div>\n<p><strong>The <em>title</em></strong></p>\n<p>B</p>\n</div>',
    ],
    [
      'attributes of tables',
      '| a |\n|---|\n| b |\n{: .wide}\n\nText',
      '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n<p>Text</p>',
    ],
    ['a paragraph with Markdown inside', '<p markdown="span">\nA *b*\n</p>', '<p>A <em>b</em></p>'],
    [
      'references in bare URLs',
      'See https://example.org/?a=1&amp;b=2&copy=3, "https://example.org/c&quot; and https://example.org/d&gt;e.',
      '<p>See <a href="https://example.org/?a=1&amp;b=2&amp;copy=3">https://example.org/?a=1&amp;b=2&amp;copy=3</a>, "<a href="https://example.org/c">https://example.org/c</a>" and <a href="https://example.org/d">https://example.org/d</a>&gt;e.</p>',
    ],
    [
      'bare URLs',
      'See https://example.com/a?b=1&c=2 (not README.md).',
      '<p>See <a href="https://example.com/a?b=1&amp;c=2">https://example.com/a?b=1&amp;c=2</a> (not README.md).</p>',
    ],
    ['task lists', '- [ ] open\n- [x] done', '<ul>\n<li>☐ open</li>\n<li>☑ done</li>\n</ul>'],
    ['definition lists', 'Term\n: Meaning', '<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>'],
    ['marked text', '==marked==', '<p><mark>marked</mark></p>'],
    ['equals signs', 'if a==b or c==d', '<p>if a==b or c==d</p>'],
    ['colons', 'std::x::y, 1:x:2, a:x:b', '<p>std::x::y, 1:x:2, a:x:b</p>'],
    ['abbreviations', 'HTML\n\n*[HTML]: Hyper Text', '<p><abbr title="Hyper Text">HTML</abbr></p>'],
    [
      'emoji by name',
      ':tada::+1: :smile: at 10:30:20 :-) https://example.com/:x:',
      '<p>🎉👍 😄 at 10:30:20 :-) <a href="https://example.com/:x:">https://example.com/:x:</a></p>',
    ],
    [
      'notices',
      '> [!NOTE]\n> Be *careful*.',
      '<blockquote>\n<p><strong>Note</strong></p>\n<p>Be <em>careful</em>.</p>\n</blockquote>',
    ],
    [
      'notices with a title',
      '> [!tip]- My title\n> Text',
      '<blockquote>\n<p><strong>My title</strong></p>\n<p>Text</p>\n</blockquote>',
    ],
    ['containers', '::: warning\nHot\n:::', '<div>\n<p><strong>Warning</strong></p>\n<p>Hot</p>\n</div>'],
    [
      'containers with a title',
      ':::note[Look *here*]\nText\n:::',
      '<div>\n<p><strong>Look <em>here</em></strong></p>\n<p>Text</p>\n</div>',
    ],
    ['containers of pandoc', '::: {.column width="50%"}\nText\n:::', '<div>\n<p>Text</p>\n</div>'],
    ['details', '::: details More\nText\n:::', '<details>\n<summary>More</summary>\n<p>Text</p>\n</details>'],
    ['details without a title', '::: details\nText\n:::', '<details>\n<p>Text</p>\n</details>'],
    [
      'containers in containers',
      '::: note A\n::: tip B\nb\n:::\nc\n:::\nd',
      '<div>\n<p><strong>A</strong></p>\n<div>\n<p><strong>B</strong></p>\n<p>b</p>\n</div>\n<p>c</p>\n</div>\n<p>d</p>',
    ],
    [
      'containers with code about them',
      '::: note A\n```\n:::\n```\nb\n:::\nc',
      '<div>\n<p><strong>A</strong></p>\n<pre><code>:::\n</code></pre>\n<p>b</p>\n</div>\n<p>c</p>',
    ],
    [
      'containers closed by the outer one',
      ':::: note A\n::: tip B\nb\n::::\nc',
      '<div>\n<p><strong>A</strong></p>\n<div>\n<p><strong>B</strong></p>\n<p>b</p>\n</div>\n</div>\n<p>c</p>',
    ],
    [
      'admonitions',
      '!!! note "Look *here*"\n    One.\n\n    - Two.\n\nThree.',
      '<div>\n<p><strong>Look <em>here</em></strong></p>\n<p>One.</p>\n<ul>\n<li>Two.</li>\n</ul>\n</div>\n<p>Three.</p>',
    ],
    [
      'admonitions without a title',
      '!!! danger highlight\n    One.\n\n!!! tip ""\n    Two.',
      '<div>\n<p><strong>Danger</strong></p>\n<p>One.</p>\n</div>\n<div>\n<p>Two.</p>\n</div>',
    ],
    [
      'admonitions that open',
      '???+ info "More"\n    One.',
      '<details>\n<summary>More</summary>\n<p>One.</p>\n</details>',
    ],
    [
      'tabs',
      '=== "One *tab*"\n\n    A.\n\n=== "Two"\n\n    B.',
      '<div>\n<p><strong>One <em>tab</em></strong></p>\n<p>A.</p>\n</div>\n<div>\n<p><strong>Two</strong></p>\n<p>B.</p>\n</div>',
    ],
    [
      'the language of indented code in its first line',
      '    :::c++\n    int a;\n\n      :::b',
      '<pre><code class="language-c++">int a;\n\n  :::b\n</code></pre>',
    ],
    ['indented code that is nothing but colons', '    :::python', '<pre><code>:::python\n</code></pre>'],
    ['exclamations', '!!! wow\n\nYes.', '<p>!!! wow</p>\n<p>Yes.</p>'],
    [
      'addresses that begin with www',
      'See www.example.com/a_b_c, (www.example.com) but not ann@www.example.com or /www.x.',
      '<p>See <a href="http://www.example.com/a_b_c">www.example.com/a_b_c</a>, (<a href="http://www.example.com/">www.example.com</a>) but not ann@www.example.com or /www.x.</p>',
    ],
    [
      'attributes of headings',
      '## Recipe {#r .big}\n\n[to it](#r)',
      '<h2 id="r">Recipe</h2>\n<p><a href="https://example.org/a/#r">to it</a></p>',
    ],
    [
      'attributes of paragraphs and of their parts',
      '[b](/b){.button} `c`{.js} text.\n{: .lead #l}',
      '<p><a href="https://example.org/b">b</a> <code>c</code> text.</p>',
    ],
    [
      'attributes under a heading or alone',
      '## Recipe\n{: #r}\n\n- a\n\n{: .b}\n\n[to it](#r)',
      '<h2 id="r">Recipe</h2>\n\n<ul>\n<li>a</li>\n</ul>\n\n<p><a href="https://example.org/a/#r">to it</a></p>',
    ],
    [
      'attributes with other letters, and without a blank',
      '## Über {#über .c}\n\n[a](#über){.b}.{.lead}',
      '<h2 id="über">Über</h2>\n<p><a href="https://example.org/a/#%C3%BCber">a</a>.</p>',
    ],
    [
      'attributes before a paragraph',
      'A\n\n{: .note #n}\nB [c](#n)',
      '<p>A</p>\n<p id="n">B <a href="https://example.org/a/#n">c</a></p>',
    ],
    ['titles in braces', ':::tip{title="Hey"}\nText\n:::', '<div>\n<p><strong>Hey</strong></p>\n<p>Text</p>\n</div>'],
    [
      'anchors with capitals or hyphens for signs',
      "## What's New?\n\n[a](#what-s-new)\n\n## Top\n\n[b](#Top)",
      '<h2 id="what-s-new">What\'s New?</h2>\n<p><a href="https://example.org/a/#what-s-new">a</a></p>\n' +
        '<h2 id="Top">Top</h2>\n<p><a href="https://example.org/a/#Top">b</a></p>',
    ],
    [
      'footnotes named twice, in lists, of several paragraphs',
      'A[^a] b[^a]\n\n- c^[d *e*]\n\n[^a]: One\n\n    Two',
      '<p>A<sup><a id="fnref1" href="https://example.org/a/#fn1">[1]</a></sup> b<sup><a id="fnref1:1" href="https://example.org/a/#fn1">[1:1]</a></sup></p>\n' +
        '<ul>\n<li>c<sup><a id="fnref2" href="https://example.org/a/#fn2">[2]</a></sup></li>\n</ul>\n<hr />\n<section>\n<ol>\n' +
        '<li id="fn1"><p>One</p>\n<p>Two <a href="https://example.org/a/#fnref1">↩︎</a> <a href="https://example.org/a/#fnref1:1">↩︎</a></p>\n</li>\n' +
        '<li id="fn2"><p>d <em>e</em> <a href="https://example.org/a/#fnref2">↩︎</a></p>\n</li>\n</ol>\n</section>',
    ],
    ['braces that are no attributes', 'Hello {name} and {a b}', '<p>Hello {name} and {a b}</p>'],
    [
      'anchors of headings',
      '# The 2nd Thing, again!\n\n[to it](#the-2nd-thing-again)',
      '<h1 id="the-2nd-thing-again">The 2nd Thing, again!</h1>\n<p><a href="https://example.org/a/#the-2nd-thing-again">to it</a></p>',
    ],
    ['marks of a table of contents', '[[toc]]\n\n* TOC\n{:toc}\n\nText', '<p>Text</p>'],
    ['the language of code', '```js {1,3}\nx\n```', '<pre><code class="language-js">x\n</code></pre>'],
    [
      'HTML blocks with Markdown inside',
      '<div markdown="1">\n# Title\nSome *text*\n\nmore\n</div>\n\nafter',
      '<div>\n<h1>Title</h1>\n<p>Some <em>text</em></p>\n<p>more</p>\n</div>\n<p>after</p>',
    ],
    [
      'HTML blocks with Markdown in a line',
      '<div class="x" markdown=1>*one*</div>\nafter',
      '<div>\n<p><em>one</em></p>\n</div>\n<p>after</p>',
    ],
  ])('has %s', (_, text, html) => {
    expect(render(text)).toBe(html)
  })

  it.each([
    ['> [!NOTE]\n> Text', '<blockquote>\n<p>Text</p>\n</blockquote>'],
    ['> [!NOTE]\n>\n> Text', '<blockquote>\n<p>Text</p>\n</blockquote>'],
    ['> [!NOTE] Titel\n> Text', '<blockquote>\n<p><strong>Titel</strong></p>\n<p>Text</p>\n</blockquote>'],
    ['::: warning\nText\n:::', '<div>\n<p>Text</p>\n</div>'],
    ['!!! note\n    Text', '<div>\n<p>Text</p>\n</div>'],
  ])('has no English names in other languages: %s', (text, html) => {
    expect(sanitizeHtml(renderMarkdown(text, 'de-AT'), BASE)).toBe(html)
  })

  it.each([
    ['$E = mc^2$', '<code class="language-math">E = mc^2</code>'],
    ['$x_1 * y_2 * z$', '<code class="language-math">x_1 * y_2 * z</code>'],
    ['$n$ items', '<code class="language-math">n</code> items'],
    ['$\\{a_1, \\dots\\}$', '<code class="language-math">\\{a_1, \\dots\\}</code>'],
    ['so $$a_b$$ is', 'so <code class="language-math">a_b</code> is'],
    [
      'the $n$th of $k$-means',
      'the <code class="language-math">n</code>th of <code class="language-math">k</code>-means',
    ],
    ['from $$ to $$$, $$ or $$', 'from $$ to $$$, $$ or $$'],
    ['$$ to $$$', '$$ to $$$'],
    ['$5 and $10', '$5 and $10'],
    ['from $5 to 10$', 'from $5 to 10$'],
    ['US$5, A$6 and 7$', 'US$5, A$6 and 7$'],
    ['$20 (net 15$)', '$20 (net 15$)'],
    ["$('a') and $('b') = $c", "$('a') and $('b') = $c"],
    ['**$5** or **$6**', '<strong>$5</strong> or <strong>$6</strong>'],
    ['$HOME/$USER', '$HOME/$USER'],
    ['$5, where $x = 2$', '$5, where <code class="language-math">x = 2</code>'],
    ['`$x$`', '<code>$x$</code>'],
    [
      'so \\(x_1*y_2*z\\) and \\(n\\)',
      'so <code class="language-math">x_1*y_2*z</code> and <code class="language-math">n</code>',
    ],
    ['\\[\n\\int_0^1 x\n\\]', '<code class="language-math">\\int_0^1 x</code>'],
    ['\\\\(a\\_b = c\\\\)', '<code class="language-math">a_b = c</code>'],
    ['\\(or not\\), \\[x\\] and \\[link_text\\](/a)', '(or not), [x] and [link_text](/a)'],
    ['\\$x\\$', '$x$'],
  ])('knows TeX from prices: %s', (text, html) => {
    expect(render(text)).toBe(`<p>${html}</p>`)
  })

  it.each(['~~~\nx\n~~~\n{: .language-js}', '    x\n{: .wide .lang-js}', '```\nx\n```\n{: #a class="language-js"}'])(
    'knows the language below code: %j',
    (text) => {
      expect(render(`${text}\n\nAfter.`)).toBe('<pre><code class="language-js">x\n</code></pre>\n\n<p>After.</p>')
    },
  )

  it('keeps environments of TeX', () => {
    expect(render('a\n\\begin{align*}\na &= b_1 \\\\\n*c*\n\\end{align*}\nb')).toBe(
      '<p>a</p>\n<pre><code class="language-math">\\begin{align*}\na &amp;= b_1 \\\\\n*c*\n\\end{align*}\n</code></pre>\n<p>b</p>',
    )
  })

  it('keeps TeX in paragraphs of its own', () => {
    expect(render('a\n$$\n\\int_0^1 x_1 *dx*\n\\\\ y\n$$\nb')).toBe(
      '<p>a</p>\n<pre><code class="language-math">\\int_0^1 x_1 *dx*\n\\\\ y\n</code></pre>\n<p>b</p>',
    )
  })

  it.each([
    ['Promise<Option> is fine', 'Promise&lt;Option&gt; is fine'],
    ['Use the <title> element well.', 'Use the &lt;title&gt; element well.'],
    ['If a<b and c>d or i<s or x>y, <em>bold</em>.', 'If a&lt;b and c&gt;d or i&lt;s or x&gt;y, <em>bold</em>.'],
    ['The <script> tag and <iframe> too.', 'The &lt;script&gt; tag and &lt;iframe&gt; too.'],
    ['A <table> or <input> or <body>', 'A &lt;table&gt; or &lt;input&gt; or &lt;body&gt;'],
    ['Call <your-name> <T>', 'Call &lt;your-name&gt; &lt;T&gt;'],
    ['A Map<String, List<T>> or List<? extends T>', 'A Map&lt;String, List&lt;T&gt;&gt; or List&lt;? extends T&gt;'],
    ['Use <?php echo 1; ?> and <!DOCTYPE html>', 'Use &lt;?php echo 1; ?&gt; and &lt;!DOCTYPE html&gt;'],
    ['<script> begins *this* line.', '&lt;script&gt; begins <em>this</em> line.'],
    ['<title> begins this line,\nand another.', '&lt;title&gt; begins this line,\nand another.'],
    ['An end </div> without a beginning', 'An end &lt;/div&gt; without a beginning'],
    ['A Box<S>, a Vec<a> and an Iterator<I>', 'A Box&lt;S&gt;, a Vec&lt;a&gt; and an Iterator&lt;I&gt;'],
    ['The <b> tag, <div>, <ul>: all of <li>', 'The &lt;b&gt; tag, &lt;div&gt;, &lt;ul&gt;: all of &lt;li&gt;'],
    ['std::vector<std::string> or <dc:creator>', 'std::vector&lt;std::string&gt; or &lt;dc:creator&gt;'],
    [
      '<https://a.example/> or <a@a.example>',
      '<a href="https://a.example/">https://a.example/</a> or <a href="mailto:a@a.example">a@a.example</a>',
    ],
    ['A <p> element, a <p>, a Box<P>', 'A &lt;p&gt; element, a &lt;p&gt;, a Box&lt;P&gt;'],
    ['*it <S>* and **a <b>**', '<em>it &lt;S&gt;</em> and <strong>a &lt;b&gt;</strong>'],
    ['An <img> in <br>, then<br>a break', 'An &lt;img&gt; in &lt;br&gt;, then<br />a break'],
    ['a <!-- secret --> and<!-- more -->', 'a  and'],
    ['a <math> element', 'a &lt;math&gt; element'],
    ['<?php echo 1;', '&lt;?php echo 1;'],
    ['a <script>alert(1)</script> b', 'a  b'],
    ['a <script src="x.js"> b', 'a  b'],
    ['a <plaintext style=x> b', 'a  b'],
  ])('shows tags in prose: %s', (text, html) => {
    expect(render(`${text}\n\nMore.`)).toBe(`<p>${html}</p>\n<p>More.</p>`)
  })

  it('shows an unknown tag that is alone on its line', () => {
    expect(render('- <T>\n- b')).toBe('<ul>\n<li>\n&lt;T&gt;\n</li>\n<li>b</li>\n</ul>')
  })

  it('separates paragraphs by tags', () => {
    expect(render('One. <p> Two.<p>Three.')).toBe('<p>One. </p><p> Two.</p><p>Three.</p>')
  })

  it('keeps the cells and items that HTML does not close', () => {
    expect(render('So <table><tr><td>a<td>b</table> and <ul><li>c<li> d</ul>')).toBe(
      '<p>So </p><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table> and <ul><li>c</li><li> d</li></ul>',
    )
  })

  it.each(
    'a b base body br button caption center code div em form frameset head html iframe img input link math meta noscript object option p picture plaintext pre script select span style svg table td template textarea th title tr ul video xmp Foo x-y'
      .split(' ')
      .flatMap((name) => [`<${name}>`, `<${name} a="b">`, `<${name}/>`, `</${name}>`]),
  )('loses no text after %s', (tag) => {
    expect(render(`Before ${tag} end.\n\nAfter.`)).toMatch(/^<p>Before[\s\S]* end\.[\s\S]*After\./)
    expect(render(`- Before\n  ${tag}\n\nAfter.`)).toMatch(/Before[\s\S]*After\./)
  })

  it('never makes active content or a relative URL', () => {
    const pieces = fc.constantFrom(
      ...[
        '[^1]',
        '\n\n[^1]: ',
        '^[',
        ']',
        '- [ ] ',
        '\n: ',
        '==',
        '\n\n*[x]: ',
        ':smile:',
        '> [!NOTE] ',
        '\n::: note ',
        '\n:::\n',
      ],
      ...[
        '{#x onclick=y}',
        '{href=javascript:x}',
        '{: src="data:x"}',
        '{style=x}',
        '$',
        '$$',
        '\n$$\n',
        '# ',
        '[x](#x)',
        '[[toc]]',
      ],
      ...[
        '\n!!! note "x"\n    ',
        '\n??? tip\n    ',
        '\\(x_1\\)',
        '\\[\\a\\]',
        '\n\\begin{align}\n',
        '\n\\end{align}\n',
        'www.x.example ',
        '{: .note }\n',
        '| a | b |\n|---|---|\n| ',
        '1. ',
        '> ',
        '<p>',
        '</p>',
        '<a href="/x">',
        '<li>',
        '<table><tr><td>',
        '<video src=x>',
        '<picture>',
        '<h2>',
        '<object>',
        '<div markdown="1">',
        '</div>',
        '<div markdown=1 onload=x>',
        '\n',
        '\n\n',
        '    ',
        '<script>',
        '</script>',
        '<title>',
        '<Foo>',
        '<b>',
        'Box<S>',
        '<std::string>',
        '<?php ',
        '\n{: .language-js}\n',
      ],
      ...[
        '![x](javascript:x){src=javascript:x}',
        'https://x.example/',
        'javascript:x',
        '<',
        '>',
        '"',
        '`',
        '```js\n',
        '\\',
        'x',
        '\u0000',
      ],
    )
    const hostile = fc
      .array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 40 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(hostile, (text) => {
        expectWrittenHtml(render(text))
      }),
      fuzzing(0.05),
    )
  })

  it.each([
    ['footnotes', '[^1]\n\n[^1]: a\n\n'],
    ['notes in a line', '^[a '],
    ['definitions', 'a\n: b\n\n'],
    ['marks', '==a'],
    ['abbreviations', '*[a]: b\n'],
    ['emoji', ':a:smile'],
    ['notices', '> [!NOTE]\n\n'],
    ['nested notices', '> [!NOTE] '],
    ['containers', '::: a\n'],
    ['attributes below tables', '|a|\n|-|\n{:.x}\n\n'],
    ['tabs', '=== "a"\n\n    b\n\n'],
    ['languages of code', '    :::a\n    b\n\nc\n\n'],
    ['closed containers', '::: a\nb\n:::\n'],
    ['braces', '{#a '],
    ['attributes', '`a`{#b}'],
    ['dollars', '$a '],
    ['TeX in brackets', '\\(a '],
    ['closed TeX in brackets', '\\[^\\]'],
    ['admonitions', '!!! a\n    '],
    ['open admonitions', '!!! a\n    b\n\n'],
    ['containers in containers', '::: a\nb\n:::\n::: a\n'],
    ['addresses', 'www.a.'],
    ['double dollars', '$$a '],
    ['blocks of dollars', '$$\na\n\n'],
    ['escaped dollars', '$a\\'],
    ['environments of TeX', '\\begin{a}\n'],
    ['unclosed HTML', '<script> a\n\n'],
    ['closing tags', 'a </b> '],
    ['unknown closing tags', '</a1></a2></a3>'],
    ['emoji without an end', ':a:'],
    ['HTML with Markdown', '<div markdown="1">\n\n'],
    ['closed HTML with Markdown', '<div markdown="1">\n\na\n</div>\n\n'],
    ['headings', '# a\n[b](#a)\n\n'],
    ['tags', 'a <title> b '],
    ['names of tags', 'a <b>, <S> '],
    ['names of types', 'a<b::c> '],
    ['instructions', '<?a\n'],
    ['languages below code', '~~~\na\n~~~\n{: .language-b}\n\n'],
    ['URLs', 'https://a.example/ '],
    ['parts of URLs', 'https://a.example/(['],
    ['marks of a table of contents', '[[toc]]\n\n'],
  ])('takes linear time for %s', (_, piece) => {
    expect(growthOf((size) => render(piece.repeat(size / piece.length)), 20_000)).toBeLessThan(LINEAR)
  })
})

function render(text: string): string {
  return sanitizeHtml(renderMarkdown(text), BASE)
}
