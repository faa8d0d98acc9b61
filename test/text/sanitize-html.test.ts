import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sanitizeHtml } from '../../src/text/sanitize-html.ts'
import { fuzzing } from '../support/fuzzing.ts'
import { growthOf, LINEAR } from '../support/growth.ts'
import { expectWrittenHtml } from '../support/written-html.ts'

const BASE = 'https://example.org/blog/post/'

describe('sanitizeHtml', () => {
  it.each([
    ['keeps ordinary markup', '<p>One <b>two</b></p>', '<p>One <b>two</b></p>'],
    ['closes what is open', '<ul><li>One<li>Two', '<ul><li>One</li><li>Two</li></ul>'],
    ['escapes stray characters', 'a < b & c > d', 'a &lt; b &amp; c &gt; d'],
    ['drops scripts with their text', 'a<script>alert(1)</script>b', 'ab'],
    ['drops styles with their text', 'a<style>p{}</style>b', 'ab'],
    ['drops handlers, styles, classes and ids', '<p onclick="x()" style="a" class="b" id="c">d</p>', '<p>d</p>'],
    ['drops forms but keeps their words', '<form action="/x"><input name="a">Words</form>', '<div>Words</div>'],
    ['drops frames without a URL', 'a<iframe srcdoc="<script>1</script>"></iframe>b', 'ab'],
    ['drops frames that nobody sees', 'a<iframe src="https://a.example/" width="0" height="0"></iframe>b', 'ab'],
    ['drops frames of other schemes', 'a<iframe src="javascript:alert(1)"></iframe>b', 'ab'],
    [
      'keeps the words of buttons',
      '<p><a href="/x"><button>Get it</button></a></p>',
      '<p><a href="https://example.org/x">Get it</a></p>',
    ],
    [
      'keeps open what is open',
      '<details open="open"><summary>A</summary>B</details><details>C</details>',
      '<details open><summary>A</summary>B</details><details>C</details>',
    ],
    ['drops paragraphs without anything', '<p><iframe></iframe></p><p>a</p>', '<p>a</p>'],
    ['breaks the line at an end of a paragraph without a beginning', '<div>a</p>b</div>', '<div>a<br />b</div>'],
    [
      'separates players from the words beside them',
      'a<audio src="/b.mp3"></audio>c (<audio src="/d.mp3"></audio>).',
      'a <a href="https://example.org/b.mp3">b.mp3</a> c (<a href="https://example.org/d.mp3">d.mp3</a>).',
    ],
    [
      'breaks lines where blocks are out of place',
      '<p><object><p>A</p><p>B</p></object></p>',
      '<p><br />A <br />B </p>',
    ],
    ['shows the titles of drawings', '<svg><title>Sales</title><text>x</text></svg>', 'Sales'],
    [
      'drops scripts and forms between rows',
      '<table><form><tr><td>a</td></tr></form><script src="https://gist.github.com/a/1.js"></script></table>',
      '<table><tbody><tr><td>a</td></tr></tbody></table>',
    ],
    ['makes blocks of items without a list', '<li>a<li>b', '<div>a</div><div>b</div>'],
    ['drops SVG', '<svg><script>1</script><text>x</text></svg>a', 'a'],
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
    [
      'keeps attributes of lists',
      '<ol type="a" start="3"><li value="7">x</li></ol>',
      '<ol type="a" start="3"><li value="7">x</li></ol>',
    ],
    ['drops odd attributes of lists', '<ol type="x"><li value="y">x</li></ol>', '<ol><li>x</li></ol>'],
    ['keeps the language of code', '<code class="hljs language-c++">x</code>', '<code class="language-c++">x</code>'],
    ...[
      '<pre class="lang-js">x</pre>',
      '<pre class="brush: js; gutter: false">x</pre>',
      '<pre><code class="hljs js">x</code></pre>',
      '<pre class="sourceCode js numberLines"><code class="sourceCode js">x</code></pre>',
      '<pre><code data-lang="js">x</code></pre>',
      '<pre data-language="js"><code>x</code></pre>',
      '<pre><code class="language-language-js">x</code></pre>',
    ].map((html): [string, string, string] => [
      `finds the language of ${html}`,
      html,
      '<pre><code class="language-js">x</code></pre>',
    ]),
    [
      'finds the language of code around it',
      '<div class="language-js highlighter-rouge"><div class="highlight"><pre class="highlight"><code>x <i>y</i></code></pre></div></div>' +
        '<div class="highlight-source-ts"><pre>z</pre></div><div class="language-fr"><p><code>a</code></p></div>',
      '<div><div><pre><code class="language-js">x <i>y</i></code></pre></div></div>' +
        '<div><pre><code class="language-ts">z</code></pre></div><div><p><code>a</code></p></div>',
    ],
    [
      'turns text around with signs: feed validators refuse the element',
      '<bdo dir="rtl">abc</bdo> <bdo>d</bdo> <bdo dir="LTR">e</bdo>',
      '<bdi dir="rtl">\u202Eabc\u202C</bdi> <bdi>d</bdi> <bdi dir="LTR">\u202De\u202C</bdi>',
    ],
    ['keeps code without a language as it is', '<pre class="wide"><b>x</b></pre>', '<pre><b>x</b></pre>'],
    ['keeps the second line break in code', '<pre>\n\n x</pre>', '<pre>\n\n x</pre>'],
    [
      'keeps blocks apart',
      '<address>1 High Street</address><header>Head</header><main>Main</main><center>Mid</center>',
      '<div>1 High Street</div><div>Head</div><div>Main</div><div>Mid</div>',
    ],
    [
      'closes items and cells as HTML5 does',
      '<ul><li>a<ul><li>b</ul><li>c</ul><dl><dt>d<dd>e<dt>f</dl><table><thead><tr><th>g<tbody><tr><td>h<td>i</table>',
      '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><dl><dt>d</dt><dd>e</dd><dt>f</dt></dl>' +
        '<table><thead><tr><th>g</th></tr></thead><tbody><tr><td>h</td><td>i</td></tr></tbody></table>',
    ],
    [
      'writes empty elements without an end',
      'a<wbr>b<table><colgroup><col span="2"></colgroup></table>',
      'a<wbr />b<table><colgroup><col span="2" /></colgroup></table>',
    ],
    [
      'shows unknown tags as text',
      '<p>Promise<Option> and Vec<String> and List<T>.</p>',
      '<p>Promise&lt;Option&gt; and Vec&lt;String&gt; and List&lt;T&gt;.</p>',
    ],
    [
      'shows parameters of types as text, whatever HTML calls so',
      '<p>Box<S>, Iter<I> and P<B>bold</B></p>',
      '<p>Box&lt;S&gt;, Iter&lt;I&gt; and P<b>bold</b></p>',
    ],
    ['shows addresses in brackets as text', 'Ann <ann@a.example>', 'Ann &lt;ann@a.example&gt;'],
    [
      'shows what would swallow the rest',
      '<p>The <title> element.</p><p>B</p>',
      '<p>The &lt;title&gt; element.</p><p>B</p>',
    ],
    [
      'closes dangerous elements at once',
      'a<script src="x.js">b<iframe src="/f" />c',
      'ab <a href="https://example.org/f">example.org</a> c',
    ],
    ['unwraps closed components', '<p>a <Callout type="x">b</Callout> <Tip>c</Tip></p>', '<p>a b c</p>'],
    ['unwraps components', '<my-box>a</my-box><Badge type="x"/>b', 'ab'],
    [
      'keeps ids that links name',
      '<a href="#n">1</a><p id="n">a</p><p id="o">b</p>',
      '<a href="https://example.org/blog/post/#n">1</a><p id="n">a</p><p>b</p>',
    ],
    [
      'keeps names that links name',
      '<a href="#ü">1</a><a name="ü"></a>',
      '<a href="https://example.org/blog/post/#%C3%BC">1</a><a id="ü"></a>',
    ],
    [
      'keeps ids of elements that are not kept',
      '<a href="#n">1</a><font id="n">a</font>',
      '<a href="https://example.org/blog/post/#n">1</a><span id="n">a</span>',
    ],
    [
      'makes a frame a link with its title',
      '<iframe src="https://open.spotify.com/embed/episode/0a" title="An episode"></iframe>',
      '<a href="https://open.spotify.com/embed/episode/0a">An episode</a>',
    ],
    [
      'makes a film a link with its poster',
      '<video poster="/p.jpg"><source src="/c.mp4">No video.</video>',
      '<a href="https://example.org/c.mp4"><img src="https://example.org/p.jpg" alt="" /> c.mp4</a>',
    ],
    [
      'makes a sound a link',
      '<audio controls src="/s.mp3" title="A song"></audio>',
      '<a href="https://example.org/s.mp3">A song</a>',
    ],
    ['shows the fallback of a film without a URL', '<video src="blob:x">No <b>video</b>.</video>', 'No <b>video</b>.'],
    [
      'shows the fallback of an object',
      '<object data="/m.svg"><img src="/m.png" alt="M"></object>',
      '<img src="https://example.org/m.png" alt="M" />',
    ],
    [
      'makes an object without fallback a link',
      '<object data="/m.pdf" title="M"></object><embed src="/n.pdf">',
      '<a href="https://example.org/m.pdf">M</a> <a href="https://example.org/n.pdf">example.org</a>',
    ],
    [
      'makes a light player a link',
      '<lite-youtube videoid="h70jOr56EKs"></lite-youtube>',
      '<a href="https://www.youtube.com/watch?v=h70jOr56EKs">Watch on YouTube</a>',
    ],
    [
      'makes a gist a link',
      '<script src="https://gist.github.com/ann/0a1b.js"></script>',
      '<a href="https://gist.github.com/ann/0a1b">gist.github.com/ann/0a1b</a>',
    ],
    [
      'makes a late player a link',
      '<iframe src="about:blank" data-src="https://www.youtube.com/embed/abcdefghijk"></iframe>',
      '<a href="https://www.youtube.com/watch?v=abcdefghijk">Watch on YouTube</a>',
    ],
    ['shows the alternative text of a formula', '<math alttext="E = mc^2"><mi>E</mi></math>', 'E = mc^2'],
    [
      'shows the TeX of a formula',
      '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics></math>',
      '<code class="language-math">x</code>',
    ],
    ['shows a formula in a line', '<math><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>', 'mc^2'],
    [
      'shows late pictures',
      '<img class="lazy" data-src="/a.jpg" src="data:image/gif;base64,R0" alt="A">',
      '<img src="https://example.org/a.jpg" alt="A" />',
    ],
    [
      'shows the largest picture of a set',
      '<img srcset="/a-1.jpg 480w, /a-2.jpg 960w" alt="A">',
      '<img src="https://example.org/a-2.jpg" alt="A" />',
    ],
    [
      'shows late sets instead of placeholders',
      '<img src="/wait.gif" data-srcset="/a-1.jpg 480w, /a-2.jpg 960w" alt="A">',
      '<img src="https://example.org/a-2.jpg" alt="A" />',
    ],
    [
      'shows pictures without an image',
      '<picture><source srcset="/a.webp 1x, /b.webp 2x"></picture><amp-img src="/c.jpg" alt="C"></amp-img>',
      '<img src="https://example.org/b.webp" alt="" /><img src="https://example.org/c.jpg" alt="C" />',
    ],
    [
      'shows the copy of a late picture once',
      '<img data-src="/a.jpg" alt="A"><noscript><img src="/a.jpg" alt="A"></noscript>',
      '<img src="https://example.org/a.jpg" alt="A" />',
    ],
    [
      'shows the copy instead of a placeholder',
      '<img src="/wait.gif"><noscript><img src="/a.jpg" alt="A"></noscript>',
      '<img src="https://example.org/a.jpg" alt="A" />',
    ],
    [
      'shows the sources of a picture',
      '<picture><source srcset="/a.webp"><img alt="A"></picture>',
      '<img src="https://example.org/a.webp" alt="A" />',
    ],
    ['shows the alternative text of a lost picture', 'a <img src="data:x" alt="boat"> b', 'a boat b'],
    [
      'drops pixels that count readers',
      '<noscript><img src="https://a.example/p" width="1" height="1"></noscript>',
      '',
    ],
    [
      'shows late pictures under any name',
      '<img src="/spacer.gif" data-echo="/a.jpg"><img data-hi-res-src="/b.jpg" data-id="b"><img src="/c.jpg" data-link="/d.jpg">',
      '<img src="https://example.org/a.jpg" alt="" /><img src="https://example.org/b.jpg" alt="" />' +
        '<img src="https://example.org/c.jpg" alt="" />',
    ],
    [
      'shows the largest of a set instead of a placeholder',
      '<img src="/blank.gif" srcset="/a.jpg 1x, /b.jpg 2x">',
      '<img src="https://example.org/b.jpg" alt="" />',
    ],
    [
      'shows the pictures of unknown elements',
      '<v-img src="/a.jpg" alt="A">b</v-img>',
      '<img src="https://example.org/a.jpg" alt="A" />b',
    ],
    [
      'links films and sounds that are written as pictures',
      '<img src="/a.mp4" alt="A film"><p><img src="/b.ogg"></p>',
      '<a href="https://example.org/a.mp4">A film</a><p><a href="https://example.org/b.ogg">b.ogg</a></p>',
    ],
    [
      'shows the poster of a film without a URL',
      '<video poster="/p.jpg" title="A film">Fallback</video>',
      '<img src="https://example.org/p.jpg" alt="A film" />Fallback',
    ],
    [
      'links sources without a player',
      '<source src="/a.mp3"><picture><source src="/b.mp3"></picture>',
      '<a href="https://example.org/a.mp3">a.mp3</a>',
    ],
    [
      'links late frames under any name',
      '<iframe data-cookieblock-src="https://a.example/x"></iframe><iframe data-original="//b.example/y"></iframe>',
      '<a href="https://a.example/x">a.example</a> <a href="https://b.example/y">b.example</a>',
    ],
    [
      'shows the document in a frame',
      '<iframe srcdoc="&lt;p onclick=x&gt;A &lt;b&gt;b&lt;/b&gt;"></iframe>',
      '<p>A <b>b</b></p>',
    ],
    [
      'links what AMP embeds',
      '<amp-iframe src="/f" title="F"></amp-iframe><amp-video src="/v.mp4"></amp-video><amp-audio src="/a.mp3"></amp-audio>' +
        '<amp-youtube data-videoid="h70jOr56EKs"></amp-youtube><lite-vimeo videoid="76979871" playlabel="A film"></lite-vimeo>',
      '<a href="https://example.org/f">F</a> <a href="https://example.org/v.mp4">v.mp4</a> ' +
        '<a href="https://example.org/a.mp3">a.mp3</a> <a href="https://www.youtube.com/watch?v=h70jOr56EKs">Watch on YouTube</a> ' +
        '<a href="https://vimeo.com/76979871">A film</a>',
    ],
    [
      'shows pictures in objects',
      '<object data="/a.svg">A <b>boat</b></object><embed src="/b.png" title="B"><object data="/c.png"><a href="/c">C</a></object>',
      '<img src="https://example.org/a.svg" alt="A boat" /><img src="https://example.org/b.png" alt="B" />' +
        '<a href="https://example.org/c">C</a>',
    ],
    [
      'links what the parameters of an object name',
      '<object><param name="movie" value="/f.swf"><param name="wmode" value="opaque"></object>',
      '<a href="https://example.org/f.swf">example.org</a>',
    ],
    [
      'keeps the links of image maps',
      '<map><area href="/a" alt="North"><area href="/b" alt="South"></map>',
      '<a href="https://example.org/a">North</a> <a href="https://example.org/b">South</a>',
    ],
    [
      'shows what is there for readers without scripts',
      '<noscript><pre>x = 1</pre><a href="/a"><img src="/a.jpg" alt="A"></a></noscript>',
      '<pre>x = 1</pre><a href="https://example.org/a"><img src="https://example.org/a.jpg" alt="A" /></a>',
    ],
    [
      'shows the copy of a frame once',
      '<iframe data-src="/f"></iframe><noscript><iframe src="/f"></iframe></noscript>',
      '<a href="https://example.org/f">example.org</a>',
    ],
    [
      'drops requests to turn scripts on',
      'a<noscript>Please turn on <b>JavaScript</b>.<img src="/a.jpg" alt="A"></noscript>',
      'a<img src="https://example.org/a.jpg" alt="A" />',
    ],
    [
      'keeps TeX in scripts',
      'a <script type="math/tex">x^2</script> <script type="math/tex; mode=display">% <![CDATA[\ny < 1 %]]></script>',
      'a <code class="language-math">x^2</code> <code class="language-math">y &lt; 1</code>',
    ],
    [
      'shows a formula once',
      '<span class="katex"><span><math><mi>x</mi></math></span><span aria-hidden="true"><b>x</b></span></span>' +
        '<nobr aria-hidden="true">y</nobr><span><math><mi>y</mi></math></span><b>a</b><i aria-hidden="true">z</i>',
      '<span><span>x</span></span><span>y</span><b>a</b><i>z</i>',
    ],
    [
      'shows bounds, accents and brackets of formulas in a line',
      '<math><munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><munder><mi>lim</mi><mi>x</mi></munder>' +
        '<mover><mi>x</mi><mo>¯</mo></mover><mover><mi>a</mi><mi>b</mi></mover><mfenced open="["><mi>a</mi><mi>b</mi></mfenced></math>',
      '∑_i^nlim_xx¯a^b[a, b)',
    ],
    ['keeps the words of formulas', '<math><mtext>if <b>bold</b> then</mtext></math>', 'if bold then'],
    ['shows the text of forms', '<textarea>a <b></textarea>', 'a &lt;b&gt;'],
    ['shows check boxes', '<input type="checkbox" checked> a <input type="checkbox"> b', '☑ a ☐ b'],
    ['keeps the text of HTML that is too deep', `${'<div>'.repeat(9000)}a`, 'a'],
    ['removes control characters, however written', 'a\u0000b&#1;c\u0085d', 'abcd'],
    ['removes lone surrogates', 'a\ud800b', 'ab'],
  ])('%s', (_, html, expected) => {
    expect(sanitizeHtml(html, BASE)).toBe(expected)
  })

  it('writes what HTML5 parses to the same tree, with nothing but allowed elements and attributes', () => {
    const names =
      'a b blockquote button center code dd details div dl dt em figure form h1 h2 hr i img li legend main marquee menu nav object ol p ' +
      'picture pre q rb rp rt ruby section span strong summary sup table tbody td tfoot th thead title tr tt u ul unknown x-y ' +
      'video iframe svg math noscript area embed param source textarea amp-iframe caption col colgroup select input br wbr header font applet article listing xmp'
    const tags = fc.constantFrom(...names.split(' '))
    const attributes = fc.constantFrom(
      '',
      ' id=x',
      ' href=#x',
      ' src=/x',
      ' href="javascript:x"',
      ' onload=x style=y',
      ' class=language-x',
      ' data-x=/x.png data=/x.png poster=/x',
      ' srcdoc="<p><table>x<li>y"',
      ' aria-hidden=true name=src value=/x',
    )
    const pieces = fc.oneof(
      fc.tuple(tags, attributes).map((parts) => `<${parts.join('')}>`),
      tags.map((name) => `</${name}>`),
      fc.constantFrom('x', ' ', '\n', '&amp;', '&lt;p&gt;', '<!-- a -->', '\0', '&#13;', '"', '<'),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        expectWrittenHtml(sanitizeHtml(parts.join(''), BASE))
      }),
      fuzzing(0.3),
    )
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
      ...[
        '<iframe src=//x>',
        '<iframe title=',
        '<video src=',
        '<video poster=',
        '<source srcset=',
        '<picture>',
        '<object data=',
      ],
      ...[
        '<embed src=',
        '<noscript>',
        '</noscript>',
        '<img data-src=',
        '<img data-x=',
        '<iframe srcdoc=',
        '<area href=',
        '<param name=src value=',
        '<script type=math/tex>',
        '<x-y src=',
        '<textarea>',
        '<img srcset=',
        '<title>',
        '<Option>',
        '<select>',
        '<td>',
      ],
      ...[
        '<mi>',
        '<annotation encoding=tex>',
        '<mtext>',
        '<foreignObject>',
        '<template>',
        '<plaintext>',
        '<xmp>',
        '<pre>',
      ],
      ...[
        '<a href=#x>',
        '<p id=x>',
        '<p id=',
        '<code class=',
        '<ol type=',
        '<li value=',
        '</p>',
        '<table>',
        '<input type=checkbox>',
      ],
      ...['<script src=https://gist.github.com/a/b.js', '<script src=', ' onerror=x', ' style=x', '<x-y>'],
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
        expectWrittenHtml(sanitizeHtml(html, BASE))
      }),
      fuzzing(0.05),
    )
  })

  it.each([
    ['depth', '<div>'],
    ['unclosed tags', '<b class=x>a<p>'],
    ['tags that swallow the rest', '<script src=x>'],
    ['unknown tags', '<Foo>'],
    ['unfinished tags', '<a b'],
    ['attributes', '<'],
    ['cells out of place', '<table><i>x'],
    ['text out of place', '<table><tr>x'],
    ['pictures', '<img alt=a><noscript><img src=b></noscript>'],
    ['sources', '<picture><source srcset="a, b"><img>'],
    ['commas', '<img srcset="a,,,, ,,b"'],
    ['links within', '<a href=#x id=x>'],
    ['formulas', '<math><msup><mi>x</mi>'],
    ['objects', '<object><video>'],
    ['embeds', '<embed src=a>'],
    ['films', '<video src=a poster=b></video>'],
    ['films between words', 'a<video src=a></video>b'],
    ['ends of paragraphs', 'a</p>'],
    ['hidden formulas', '<i aria-hidden=true><math><mi>x</math>'],
    ['copies', '<noscript><p>a'],
    ['documents in frames', '<iframe srcdoc="<p>a"></iframe>'],
    ['parameters', '<object><param name=src value=a>'],
  ])('takes linear time for %s', (_, piece) => {
    expect(growthOf((size) => sanitizeHtml(piece.repeat(size / piece.length), BASE), 50_000)).toBeLessThan(LINEAR)
  })

  it('takes linear time for many names', () => {
    const tags = (size: number) => Array.from({ length: size / 10 }, (_, index) => `<a-${index}>x`).join('')
    expect(growthOf((size) => sanitizeHtml(tags(size), BASE), 50_000)).toBeLessThan(LINEAR)
  })

  it('takes linear time for the name of one element', () => {
    expect(growthOf((size) => sanitizeHtml(`<${'a'.repeat(size)}`, BASE), 50_000)).toBeLessThan(LINEAR)
  })

  it('takes linear time for the attributes of one element', () => {
    const attributes = (size: number) => Array.from({ length: size / 8 }, (_, index) => `a${index}=1`).join(' ')
    expect(growthOf((size) => sanitizeHtml(`<p ${attributes(size)}>`, BASE), 50_000)).toBeLessThan(LINEAR)
  })
})
