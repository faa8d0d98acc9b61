import { describe, expect, it } from 'vitest'
import { expandedText } from '../../support/expanded-text.ts'

const site = 'https://example.org/blog'
const fields = { title: 'A title', image: '/a.png' }
const jekyll = (text: string) => expandedText(text, { generator: 'jekyll', site, siteTitle: 'A site', fields })

describe('the tags of Liquid', () => {
  it.each([
    ['[a]({% post_url 2020-01-01-a %})', '[a](corpus:2020-01-01-a)'],
    ['[a]({% link _posts/2020-01-01-a.md %}#part)', '[a](corpus:_posts/2020-01-01-a.md#part)'],
    ['See {%link b/a.md%}.', 'See <a href="corpus:b/a.md">a.md</a>.'],
    ['[a]({{ site.url }}{{ site.baseurl }}{% post_url 2020-01-01-a %})', '[a](corpus:2020-01-01-a)'],
    ['[a]: {{ site.baseurl }}{% link b.md %}', '[a]: corpus:b.md'],
    ['![a]({{ "/a.png" | relative_url }})', '![a](/blog/a.png)'],
    ['![a]({{ "a.png" | absolute_url }})', '![a](https://example.org/blog/a.png)'],
    ['![a]({{ "/a b.png" | relative_url }})', '![a](/blog/a%20b.png)'],
    ['![a]({{ "/a.png" | prepend: site.baseurl | prepend: site.url }})', '![a](https://example.org/blog/a.png)'],
    ['[a]({{ site.url }}{{ site.baseurl }}/b)', '[a](https://example.org/blog/b)'],
    ['{{ page.title }} on {{ site.title }}', 'A title on A site'],
    ['{%- assign a = "b" -%}\n{{ a | upcase }}', 'B'],
    ['{% capture a %}b *c*{% endcapture %}{{ a }}', 'b *c*'],
    ['{% if page.a %}\nA.\n{% else %}\nB.\n{% endif %}\nC.', 'A.\nC.'],
    ['{% case a %}{% when 1 %}A{% when 2 %}B{% endcase %}', 'A'],
    ['{% comment %}\nHidden.\n{% endcomment %}\nShown.', 'Shown.'],
    ['{% raw %}{{ a }} {% b %}{% endraw %}', '{{ a }} {% b %}'],
    ['```\n{% raw %}\n{{ a }}\n{% endraw %}\n{{ b }}\n```', '```\n{{ a }}\n{{ b }}\n```'],
    ['`{% raw %}{{ a }}{% endraw %}`', '`{{ a }}`'],
    ['`{% include a %}`', '`{% include a %}`'],
    ['{% highlight js linenos %}\nlet a = "{{ b }}"\n{% endhighlight %}', '```js\nlet a = "{{ b }}"\n```'],
    [
      '{% include youtube.html id="q_Mi5LrnIiU" %}',
      '<iframe src="https://www.youtube.com/embed/q_Mi5LrnIiU"></iframe>',
    ],
    [
      '{% include image.html url=page.image description="b" %}',
      '<figure><img src="/a.png" alt="" /><figcaption>b</figcaption></figure>',
    ],
    ['{% include figure.html path="assets/a.png" %}', '<img src="/blog/assets/a.png" alt="" />'],
    ['{% gist 0a1b2c %}', '<a href="https://gist.github.com/0a1b2c">gist.github.com/0a1b2c</a>'],
    ['# Heading {#id}', '# Heading {#id}'],
  ])('%j is %j', (text, expected) => {
    expect(jekyll(text)).toEqual({ text: expected, unknown: [] })
  })

  it.each([
    ['A.\n\n{% include nav.html %}\n\nB.', 'A.\n\n\nB.', ['{% include nav.html %}']],
    ['A {{ site.data.b }}c.', 'A c.', ['{{ site.data.b }}']],
    ['[a]({{ b }})', '[a](corpus:)', ['{{ b }}']],
    ['[a]({{ site.url }}{{ b }})', '[a](https://example.org)', ['{{ b }}']],
    ['[a](/b/{{ c }})', '[a](/b/)', ['{{ c }}']],
    ['{{ "a" | b }}', 'a', ['{{ "a" | b }}']],
    ['{% box2 %}Text.{% endbox2 %}', 'Text.', ['{% box2 %}']],
    ['{% for a in b %}\n- {{ a }}\n{% endfor %}\nC.', 'C.', ['{{ a }}']],
    ['{% for a in b %}Words.{% endfor %}', 'Words.', []],
  ])('what is unknown leaves its text: %j', (text, expected, unknown) => {
    expect(jekyll(text)).toEqual({ text: expected, unknown })
  })

  it.each([
    ['A.\n\n{::comment}\nhidden\n{:/comment}\n\nB.', 'A.\n\n\nB.'],
    ['A {::comment}hidden{:/} b {::options toc_levels="1..3" /}c.', 'A  b c.'],
    ['{::nomarkdown}\n<b>a</b>\n{:/nomarkdown}\n', '<b>a</b>\n'],
    ['`{::comment}` is closed by `{:/comment}`.', '`{::comment}` is closed by `{:/comment}`.'],
    ['A {::comment} b', 'A {::comment} b'],
  ])('leaves out the comments of kramdown: %j', (text, expected) => {
    expect(expandedText(text, { generator: 'jekyll' })).toEqual({ text: expected, unknown: [] })
  })

  it('shows no styles and scripts', () => {
    const text = '{% css %}.a { color: red }{% endcss %}A{% js %}let a = {{ b }}{% endjs %}.'
    expect(expandedText(text, { generator: 'eleventy' })).toEqual({ text: 'A.', unknown: [] })
  })

  it.each([
    [
      '{% include video id="q_Mi5LrnIiU" provider="youtube" %}',
      '<iframe src="https://www.youtube.com/embed/q_Mi5LrnIiU"></iframe>',
    ],
    [
      '{% include youtubePlayer.html id=page.film %}',
      '<iframe src="https://www.youtube.com/embed/q_Mi5LrnIiU"></iframe>',
    ],
    [
      '{% include video.html url="https://youtu.be/q_Mi5LrnIiU" title="A film" %}',
      '<iframe src="https://www.youtube.com/embed/q_Mi5LrnIiU" title="A film"></iframe>',
    ],
    [
      '{% include image.html file="/a.png" description="A cat" %}',
      '<figure><img src="/a.png" alt="" /><figcaption>A cat</figcaption></figure>',
    ],
    ['{% picture a.jpg --alt A cat here --link /b %}', '<a href="/b"><img src="a.jpg" alt="A cat here" /></a>'],
    ['{% picture a.jpg --alt="A cat" %}', '<img src="a.jpg" alt="A cat" />'],
    ['{% include quote.html text="Words" author="Jane" %}', '<blockquote>\n\nWords\n\n<p>— Jane</p>\n</blockquote>'],
    ['So {% quote author="Jane" %}words{% endquote %}.', 'So words — Jane.'],
    ['{% if site.a %}{% include a.html %}{% else %}Words{% endif %}.', 'Words.'],
    ['In {{ "now" | date: "%Y" }}.', 'In .'],
    ['{% plantuml %}\nA -> B\n{% endplantuml %}', '```plantuml\nA -> B\n```'],
  ])('%j is %j', (text, expected) => {
    expect(expandedText(text, { generator: 'jekyll', fields: { film: 'q_Mi5LrnIiU' } }).text).toBe(expected)
  })

  it('leaves lists between braces', () => {
    const text = 'The answer is {{1, 2}, {3, 4}}.'
    expect(expandedText(text, { generator: 'hexo' })).toEqual({ text, unknown: [] })
  })

  it('does not indent a line by tags that leave nothing', () => {
    const text = '{% assign a = "b" %} {% assign c = "d" %} {# hidden #}   Words {% assign e = "f" %} here.'
    expect(expandedText(text, { generator: 'eleventy' }).text).toBe('Words  here.')
  })

  it('is what Eleventy has too, with comments and Nunjucks', () => {
    const text = '{# hidden #}\n{% set a %}let b{% endset %}\n{{ a | highlight("js") | safe }}\n[c]({{ "/d" | url }})'
    expect(expandedText(text, { generator: 'eleventy', site, fields })).toEqual({
      text: '\n```js\nlet b\n```\n\n[c](/blog/d)',
      unknown: [],
    })
  })
})

describe('the tags of Hexo', () => {
  it.each([
    ['{% asset_img a.png A cat %}', '<img src="a.png" alt="A cat" />'],
    ['{% img left /a.png 300 200 \'"Title" "A cat"\' %}', '<img src="/a.png" alt="A cat" title="Title" />'],
    ['{% post_link my-post A title %}', '<a href="corpus:my-post">A title</a>'],
    ['[a]({% post_path my-post %})', '[a](corpus:my-post)'],
    ['{% asset_link a.pdf The file %}', '<a href="a.pdf">The file</a>'],
    ['{% link Example https://example.org %}', '<a href="https://example.org">Example</a>'],
    ['{% youtube q_Mi5LrnIiU %}', '<iframe src="https://www.youtube.com/embed/q_Mi5LrnIiU"></iframe>'],
    ['{% codeblock a.js lang:js %}\nlet a\n{% endcodeblock %}', '```js\nlet a\n```'],
    [
      '{% blockquote Jane Doe https://example.org Her book %}\nWords.\n{% endblockquote %}',
      '<blockquote>\n\nWords.\n\n<p>— Jane Doe <a href="https://example.org">Her book</a></p>\n</blockquote>',
    ],
    [
      '{% note warn "Beware" %}\nText.\n{% endnote %}',
      '<div class="notice">\n<p><strong>Beware</strong></p>\n\nText.\n\n</div>',
    ],
    ['```\n{% raw %}a{% endraw %}\n```', '```\n{% raw %}a{% endraw %}\n```'],
    ['{% label primary@Great %} or {% label Great %}', 'Great or Great'],
    ['{% checkbox checked, Do it %}', 'Do it'],
    ['{% span red, In red, and more %}', 'In red, and more'],
    [
      '{% folding green open, The title %}\nWords.\n{% endfolding %}',
      '<details>\n<summary>The title</summary>\n\nWords.\n\n</details>',
    ],
    [
      '{% tabs unique, 1 %}\n<!-- tab The first@icon -->\nWords.\n<!-- endtab -->\n{% endtabs %}',
      '**The first**\n\n\nWords.\n<!-- endtab -->',
    ],
  ])('%j is %j', (text, expected) => {
    expect(expandedText(text, { generator: 'hexo' })).toEqual({ text: expected, unknown: [] })
  })
})
