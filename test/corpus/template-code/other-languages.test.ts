import { describe, expect, it } from 'vitest'
import { expandedText } from '../../support/expanded-text.ts'

it.each([
  [
    '{{ youtube(id="q_Mi5LrnIiU", autoplay=true) }}',
    '<iframe src="https://www.youtube.com/embed/q_Mi5LrnIiU"></iframe>',
  ],
  ['{% quote(author="Jane") %}\nWords.\n{% end %}', '<blockquote>\n\nWords.\n\n<p>— Jane</p>\n</blockquote>'],
  ['{{/* youtube(id="a") */}}', '{{ youtube(id="a") }}'],
  ['[a](@/blog/b.md#c)', '[a](corpus:/blog/b.md#c)'],
  ['`[a](@/blog/b.md)`', '`[a](@/blog/b.md)`'],
  ['{{ a }}', '{{ a }}'],
])('Zola: %j is %j', (text, expected) => {
  expect(expandedText(text, { generator: 'zola' })).toEqual({ text: expected, unknown: [] })
})

it.each([
  ['[a]({filename}/2011/b c.md)'.replace('b c', 'b%20c'), '[a](corpus:/2011/b%20c.md)'],
  ['![a]({static}/images/b.png)', '![a](/images/b.png)'],
  ['<img src="{attach}b.png">', '<img src="b.png">'],
  ['[a](|filename|b.md)', '[a](corpus:b.md)'],
  ['[a]({tag}b) [c]({category}d) [e]({author}f)', '[a](corpus:tag/b) [c](corpus:category/d) [e](corpus:author/f)'],
  ['[a]({index})', '[a](/)'],
  ['{% youtube q_Mi5LrnIiU %}', '<iframe src="https://www.youtube.com/embed/q_Mi5LrnIiU"></iframe>'],
  ['{% img left /images/b.png 100 200 "A cat" %}', '<img src="/images/b.png" alt="A cat" />'],
  ['Jinja has {{ a }} and {% if a %}.', 'Jinja has {{ a }} and {% if a %}.'],
  ['`[a]({filename}b.md)` and {filename}', '`[a]({filename}b.md)` and {filename}'],
])('Pelican: %j is %j', (text, expected) => {
  expect(expandedText(text, { generator: 'pelican' })).toEqual({ text: expected, unknown: [] })
})

it.each([
  ['[[Other Note]]', '[Other Note](corpus:Other%20Note)'],
  ['[[Note#A Heading|label]]', '[label](corpus:Note#a-heading)'],
  ['[[#A Heading]]', '[A Heading](#a-heading)'],
  ['[[folder/Note\\|label]]', '[label](corpus:folder/Note)'],
  ['![[image.png]]', '![image](corpus:image.png)'],
  ['![[image.png|300]]', '![image](corpus:image.png)'],
  ['![[image.png|A cat]]', '![A cat](corpus:image.png)'],
  ['![[Note]]', '[Note](corpus:Note)'],
  ['[[Note]][^1]', '[Note](corpus:Note)[^1]'],
  ['[[C & D?]] [[100% sure]]', '[C & D?](corpus:C%20&%20D%3F) [100% sure](corpus:100%25%20sure)'],
  ['![[a.pdf#page=2]]', '[a.pdf](corpus:a.pdf#page=2)'],
  ['A claim. ^claim-1\n\n| t |\n\n^table\n\n2^3 ^ 4 ^x y', 'A claim.\n\n| t |\n\n2^3 ^ 4 ^x y'],
  ['- a ^a1\n- b ^b2\n', '- a\n- b\n'],
  ['$$\nx ^2\n$$', '$$\nx ^2\n$$'],
  [
    '<div>[[A b|the *b*]] ![[a.png]]</div>\n\n<b>[[c]]</b>',
    '<div><a href="corpus:A%20b">the *b*</a> <img src="corpus:a.png" alt="a"></div>\n\n<b>[c](corpus:c)</b>',
  ],
  ['$a_{[[x]]}$, $5 for [[x]] $6', '$a_{[[x]]}$, $5 for [x](corpus:x) $6'],
  ['$$[[1,2],[a^3,4]]$$\n\n$$\nx %%a%% [[b]] = 1\n$$', '$$[[1,2],[a^3,4]]$$\n\n$$\nx %%a%% [[b]] = 1\n$$'],
  [
    '![[a.png|A cat|300x200]] ![A cat|300](https://example.org/a.png)',
    '![A cat](corpus:a.png) ![A cat](https://example.org/a.png)',
  ],
  ['[[1]](https://example.org) [[2]] [[toc]]', '[[1]](https://example.org) [[2]] [[toc]]'],
  ['A %%hidden%% b.\n\n%%\nHidden.\n%%\n\nC.', 'A  b.\n\n\n\nC.'],
  ['`[[Note]]` `%%a%%`', '`[[Note]]` `%%a%%`'],
  ['100%% of 5%%', '100%% of 5%%'],
])('Obsidian: %j is %j', (text, expected) => {
  expect(expandedText(text, { generator: 'obsidian' })).toEqual({ text: expected, unknown: [] })
})

describe('without a known generator', () => {
  it.each([
    '{% raw %} and {% endraw %} keep Liquid from a text.',
    'Write {% post_url x %} or {{ page.title }}.',
    'Use {% include nav.html %} for the navigation.',
    'A {% tag %} and {{ value | filter }}.',
    'In bash, [[ -f x ]] is a test, and 5 %% 3 %% 2.',
    'The {filename} of it.',
    'Write `<p style={{ color: 1 }}>`.',
    '{{1, 2}, {3, 4}}\n\n{{1, 2}}',
    '```\n<code style={{ color: 1 }}></code>\n```\n\n    <code style={{ color: 1 }}></code>',
    'import is a word, "from" another.\n\n{a}',
  ])('a text about template code stays: %j', (text) => {
    expect(expandedText(text, {})).toEqual({ text, unknown: [] })
  })

  it.each([
    ['{{< figure src="a.png" >}}', '<img src="a.png" alt="" />', []],
    ['[a]({% post_url 2020-01-01-b %})', '[a](corpus:2020-01-01-b)', []],
    ['![a]({{ "/b.png" | relative_url }})', '![a](/b.png)', []],
    ['{% highlight js %}\nlet a\n{% endhighlight %}', '```js\nlet a\n```', []],
    ['{% include nav.html %}\n\nText.', '\nText.', ['{% include nav.html %}']],
    ['See [[Other|the other]].', 'See [the other](corpus:Other).', []],
    ['[a]({filename}b.md)', '[a](corpus:b.md)', []],
    ['A {/* b */}.\n\n{/* hidden */}\n{# hidden #}\n\n`{# c #}`', 'A {/* b */}.\n\n\n\n\n`{# c #}`', []],
    ['import A from "@theme/A";\n\n<A>Text.</A>', '\nText.', ['<A>']],
    ['<code style={{ a: 1 }}><b style={{ a: 1 }}>c</b></code>', '<code><b>c</b></code>', []],
    ['<p style={{ color: "red" }}>Text {a}.</p> <A>b</A>', '<p>Text {a}.</p> <A>b</A>', []],
    ['A.\n\n{/* truncate */}\n\n`{/* truncate */}`', 'A.\n\n<!-- truncate -->\n\n`{/* truncate */}`', []],
    ['A. {/* more */} B {/* c */} d.', 'A. <!-- more --> B {/* c */} d.', []],
  ])('what is beyond doubt is expanded: %j', (text, expected, unknown) => {
    expect(expandedText(text, {})).toEqual({ text: expected, unknown })
  })
})
