import { describe, expect, it } from 'vitest'
import { expandedText } from '../../support/expanded-text.ts'

const hugo = (text: string, fields = {}) => expandedText(text, { generator: 'hugo', fields })

describe('the shortcodes of Hugo', () => {
  it.each([
    ['{{< figure src="a.png" >}}', '<img src="a.png" alt="" />'],
    ['{{< img src="a.png" alt="A \\"b\\"" title="T" >}}', '<img src="a.png" alt="A &quot;b&quot;" title="T" />'],
    [
      '{{< figure src="a.png" alt="A cat" title="The title" >}}',
      '<figure><img src="a.png" alt="A cat" /><figcaption>The title</figcaption></figure>',
    ],
    [
      'See {{< figure src="a.png" title="The title" caption="Words" >}}',
      'See <img src="a.png" alt="" /> **The title** Words',
    ],
    ['{{<img src="a.png" alt="A cat">}}', '<img src="a.png" alt="A cat" />'],
    ['{{% img src="a.png" %}}', '<img src="a.png" alt="" />'],
    ['{{< youtube q_Mi5LrnIiU >}}', '<iframe src="https://www.youtube.com/embed/q_Mi5LrnIiU"></iframe>'],
    [
      '{{< youtube id="q_Mi5LrnIiU" title="A film" >}}',
      '<iframe src="https://www.youtube.com/embed/q_Mi5LrnIiU" title="A film"></iframe>',
    ],
    ['{{< vimeo 55073825 >}}', '<iframe src="https://player.vimeo.com/video/55073825"></iframe>'],
    ['{{< gist jane 0a1b2c >}}', '<a href="https://gist.github.com/jane/0a1b2c">gist.github.com/jane/0a1b2c</a>'],
    ['{{< gist jane 42 "a.go" >}}', '<a href="https://gist.github.com/jane/42">gist.github.com/jane/42</a>'],
    ['{{< video src="a.mp4" caption="A film" >}}', '<video src="a.mp4" title="A film"></video>'],
    [
      '{{< video src="a.mp4" caption="By [Jane](/jane)" >}}',
      '<figure>\n<video src="a.mp4"></video>\n<figcaption>\n\nBy [Jane](/jane)\n\n</figcaption>\n</figure>',
    ],
    ['{{< tweet user="jane" id="17" >}}', '<a href="https://x.com/jane/status/17">Post on X</a>'],
    ['{{< instagram CxOWiQNP >}}', '<a href="https://www.instagram.com/p/CxOWiQNP/">Post on Instagram</a>'],
    ['[a]({{< ref "b.md#part" >}})', '[a](corpus:b.md#part)'],
    ['[a]({{<relref "/posts/my post">}})', '[a](corpus:/posts/my%20post)'],
    ['by {{< param author >}}', 'by Jane'],
    ['{{</* figure src="a.png" */>}}', '{{< figure src="a.png" >}}'],
    ['`{{%/* note */%}}`', '`{{% note %}}`'],
    ['`{{< figure src="a.png" >}}`', '`{{< figure src="a.png" >}}`'],
    ['```\n{{< x >}}\n{{</* y */>}}\n```', '```\n{{< x >}}\n{{< y >}}\n```'],
    ['~~~~\n{{< x >}}\n~~~\n{{< x >}}\n~~~~', '~~~~\n{{< x >}}\n~~~\n{{< x >}}\n~~~~'],
    ['A.\n\n    {{< x >}}\n\nB.', 'A.\n\n    {{< x >}}\n\nB.'],
    ['<pre>{{< x >}}</pre>', '<pre>{{< x >}}</pre>'],
    [
      '| `a` | b |\n|---|---|\n| `{{< x >}} \\| y` | {{< br >}} |\n| ` | `{{< x >}}` |',
      '| `a` | b |\n|---|---|\n| `{{< x >}} \\| y` | <br> |\n| ` | `{{< x >}}` |',
    ],
    [
      'A[^1]\n\n[^1]: B\n\n    {{< br >}}\n\n        {{< x >}}\n\n    ```\n    {{< x >}}\n    ```',
      'A[^1]\n\n[^1]: B\n\n    <br>\n\n        {{< x >}}\n\n    ```\n    {{< x >}}\n    ```',
    ],
    [
      '<div markdown="1">\n```\n{{< x >}}\n\n{{< y >}}\n```\n</div>\n\n{{< br >}}',
      '<div markdown="1">\n```\n{{< x >}}\n\n{{< y >}}\n```\n</div>\n\n<br>',
    ],
    ['::: tip\n    {{< x >}}\n:::', '::: tip\n    {{< x >}}\n:::'],
    ['[^1]: {{< ref "b.md" >}} c', '[^1]: <a href="corpus:b.md">b.md</a> c'],
    ['[a]: {{< ref "b.md" >}}', '[a]: corpus:b.md'],
    ['A.\n{{< toc >}}\nB.', 'A.\nB.'],
    [
      '{{< details summary="See `a` & *b*" >}}\nC.\n{{< /details >}}',
      '<details>\n<summary>See <code>a</code> &amp; <em>b</em></summary>\n\nC.\n\n</details>',
    ],
    ['{{< figure src="a.png" >}}\nB *c*.', '<img src="a.png" alt="" />\n\nB *c*.'],
    ['{{< figure src="a.png" >}}\n```\nb\n```', '<img src="a.png" alt="" />\n\n```\nb\n```'],
    [
      '- A\n  {{< vimeo 55073825 >}}\n  B *c*.',
      '- A\n  <iframe src="https://player.vimeo.com/video/55073825"></iframe>\n\n  B *c*.',
    ],
    [
      '> {{< vimeo 55073825 >}}\n> B *c*.',
      '> <iframe src="https://player.vimeo.com/video/55073825"></iframe>\n>\n> B *c*.',
    ],
    ['{{< button href="/a" >}}A{{< /button >}}\nB *c*.', '<a href="/a">A</a>\nB *c*.'],
    ['{{< math >}}\n$$\na_1*b_1\n$$\n{{< /math >}}', '$$\na_1*b_1\n$$'],
    [
      '<img src="{{< blogdown/postref >}}index_files/a.png"> [a]({{< blogdown/postref >}}#b)',
      '<img src="index_files/a.png"> [a](#b)',
    ],
    ['{{< columns >}}\nA\n<--->\nB\n{{< /columns >}}', 'A\n\nB'],
    [
      '{{< details "The title" open >}}\nWords.\n{{< /details >}}',
      '<details>\n<summary>The title</summary>\n\nWords.\n\n</details>',
    ],
    ['{{< button relref="b.md" >}}Next{{< /button >}}', '<a href="corpus:b.md">Next</a>'],
    ['{{< card link="/b" title="Title" subtitle="Words" >}}', '<a href="/b">Title</a>\n\nWords\n'],
    ['{{< music url="/a.mp3" name="A song" >}}', '<audio src="/a.mp3" title="A song"></audio>'],
    ['{{< chart >}}\ntype: *bar*\n{{< /chart >}}', '```chart\ntype: *bar*\n```'],
    ['{{< katex >}}\\(a_1\\){{< /katex >}}', '$$\na_1\n$$'],
    ['{{< math >}}$a$ and $b$ {{< /math >}}', '$a$ and $b$ '],
    ['A.\n{{< katex >}}\n$a_1$', 'A.\n$a_1$'],
    [
      '{{< quote author="Jane" source="Her book" >}}\nWords.\n{{< /quote >}}',
      '<blockquote>\n\nWords.\n\n<p>— Jane, Her book</p>\n</blockquote>',
    ],
    [
      '{{< spoiler text="Click here" >}}\nWords.\n{{< /spoiler >}}',
      '<details>\n<summary>Click here</summary>\n\nWords.\n\n</details>',
    ],
    ['{{< codepen id="abc" user="jane" >}}', '<a href="https://codepen.io/jane/pen/abc">Code on CodePen</a>'],
    ['{{ range .Pages }}', '{{ range .Pages }}'],
  ])('%j is %j', (text, expected) => {
    expect(hugo(text, { author: 'Jane' })).toEqual({ text: expected, unknown: [] })
  })

  it('makes a figure of a picture with a caption, which is Markdown', () => {
    expect(
      hugo('A.\n\n{{< figure src="a.png" caption="A *cat*" attr="Jane" attrlink="https://example.org" >}}\n\nB.').text,
    ).toBe(
      'A.\n\n<figure>\n<img src="a.png" alt="" />\n<figcaption>\n\nA *cat* [Jane](https://example.org)\n\n</figcaption>\n</figure>\n\nB.',
    )
  })

  it.each([
    '<div>\n    <div>\n        {{< figure src="a.png" caption="A cat" >}}\n    </div>\n</div>',
    '1. A.\n\n    {{< figure src="a.png" caption="A cat" >}}\n',
  ])('keeps the lines together around a picture in an element or a list: %j', (text) => {
    const figure = '<figure><img src="a.png" alt="" /><figcaption>A cat</figcaption></figure>'
    expect(hugo(text).text).toBe(text.replace(/\{\{< figure.*?>\}\}/, figure))
  })

  it('makes a section under a title of a notice', () => {
    expect(hugo('{{% notice warning %}}\nTake **care**.\n{{% /notice %}}\n').text).toBe(
      '<div class="notice">\n<p><strong>Warning</strong></p>\n\nTake **care**.\n\n</div>\n',
    )
    expect(hugo('> {{< alert title="Note" >}}\n> Take care.\n> {{< /alert >}}').text).toBe(
      '> <div class="notice">\n> <p><strong>Note</strong></p>\n>\n> Take care.\n>\n> </div>',
    )
  })

  it('makes a code block of highlighted code, with a fence that is longer than those in it', () => {
    expect(hugo('{{< highlight go "linenos=table" >}}\nx := "```"\n{{< /highlight >}}').text).toBe(
      '````go\nx := "```"\n````',
    )
  })

  it('writes nested shortcodes', () => {
    const text =
      '{{< tabs >}}\n  {{% tab "One" %}}\n  First.\n  {{% /tab %}}\n  {{% tab "Two" %}}\n  Second.\n  {{% /tab %}}\n{{< /tabs >}}'
    expect(hugo(text)).toEqual({ text: '**One**\n\nFirst.\n\n\n**Two**\n\nSecond.', unknown: [] })
  })

  it('keeps tabs in one line apart', () => {
    expect(hugo('A {{< tab "One" >}}First{{< /tab >}}{{< tab "T&Co" >}}Second{{< /tab >}}.').text).toBe(
      'A <strong>One</strong> First <strong>T&amp;Co</strong> Second .',
    )
  })

  it.each([
    ['![a]({{< static "b.png" >}})', '![a](b.png)', ['{{< static "b.png" >}}']],
    ['[a]({{< page path="b c" >}})', '[a](b%20c)', ['{{< page path="b c" >}}']],
    ['A {{< chart 3 >}} b.', 'A  b.', ['{{< chart 3 >}}']],
    ['{{< box2 >}}\nIts *text*.\n{{< /box2 >}}', 'Its *text*.', ['{{< box2 >}}']],
    [
      '{{< card image="a.png" alt="A cat" >}}',
      '<img src="a.png" alt="A cat" />',
      ['{{< card image="a.png" alt="A cat" >}}'],
    ],
    ['{{< term2 text="Pod" >}}s', 'Pods', ['{{< term2 text="Pod" >}}']],
    [
      '{{< fold title="The title" class="wide" >}}\nWords.\n{{< /fold >}}',
      '<p class="notice"><strong>The title</strong></p>\n\nWords.',
      ['{{< fold title="The title" class="wide" >}}'],
    ],
    [
      '{{% def id="a" name="The whole name" %}} Words. {{% /def %}}',
      '<p class="notice"><strong>The whole name</strong></p>\n\nWords. ',
      ['{{% def id="a" name="The whole name" %}}'],
    ],
    ['A {{< toggle "How?" >}}So.{{< /toggle >}}', 'A <strong>How?</strong> So.', ['{{< toggle "How?" >}}']],
    ['![a]({{< cdn >}}/a.png) [b]({{< cdn >}})', '![a](/a.png) [b](corpus:)', ['{{< cdn >}}', '{{< cdn >}}']],
    ['{{< wide "col center" >}}Words.{{< /wide >}}', 'Words.', ['{{< wide "col center" >}}']],
  ])('what is unknown leaves its text: %j', (text, expected, unknown) => {
    expect(hugo(text)).toEqual({ text: expected, unknown })
  })
})
