import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generators } from '../../../src/corpus/corpus-profile.ts'
import { expandedText } from '../../support/expanded-text.ts'
import { fuzzing } from '../../support/fuzzing.ts'
import { growthOf, LINEAR } from '../../support/growth.ts'

const PIECES = [
  '{{< a ',
  '{{< a >}}',
  '{{< /a >}}',
  '{{% note %}}',
  '{{% /note %}}',
  '{{</* ',
  '*/>}}',
  '{% a %}',
  '{% enda %}',
  '{% if a %}',
  '{% else %}',
  '{% endif %}',
  '{% raw %}',
  '{% endraw %}',
  '{% highlight js %}',
  '{% endhighlight %}',
  '{{ "a" | b }}',
  '{{ a',
  '}}',
  '%}',
  '{%',
  '{{ x(',
  ')',
  '{% q() %}',
  '{% end %}',
  '{% assign a = "b" %}',
  '{% capture a %}',
  '{% endcapture %}',
  '{{ a }}',
  '[[a',
  '[[a|b]]',
  '![[',
  ']]',
  '%%',
  '{',
  '}',
  '{/*',
  '*/}',
  '<A b={',
  '<A>',
  '</A>',
  '<div>',
  '</div>',
  '<A',
  '>',
  '/>',
  "'",
  '"',
  '`',
  '```',
  '~~~',
  '\n',
  '\n\n',
  '    ',
  '> ',
  '- ',
  'import a from "b"',
  '{::comment}',
  '{:/}',
  '$a{b}$',
  '<p style={{ a: 1 }}>',
  '<summary>*a*</summary>\n',
  'export const a = {',
  '](',
  '{filename}',
  '<code>',
  '\\',
]

describe('template code of hostile texts', () => {
  it.each(generators)('is expanded without an error for %s, in bounded size', (generator) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), fc.boolean(), (pieces, isMdx) => {
        const text = pieces.join('')
        const expanded = expandedText(text, { generator, path: isMdx ? 'a.mdx' : 'a.md' })
        expect(expanded.text.length).toBeLessThan(200 * text.length + 1000)
      }),
      fuzzing(0.02),
    )
  })

  it.each([
    ['hugo', '{{< a '],
    ['hugo', '{{< note >}}\n'],
    ['hugo', '{{< a >}}\n{{< /b >}}'],
    ['hugo', '{{< highlight js >}}'],
    ['jekyll', '{% a '],
    ['jekyll', '{{ '],
    ['jekyll', '{% if a %}\n'],
    ['jekyll', '{% raw %}'],
    ['jekyll', '{% capture a %}{{ a }}{{ a }}{% endcapture %}'],
    ['hexo', '{% post_link a b %}'],
    ['zola', '{{ x('],
    ['obsidian', '[[a'],
    ['obsidian', '%% a\n'],
    ['pelican', ']({filename}'],
    ['docusaurus', '<A b={'],
    ['docusaurus', '<A>\n'],
    ['docusaurus', '{"\\" '],
    ['docusaurus', 'export const a = {\n'],
    ['docusaurus', '{a && <b>'],
    ['docusaurus', '`{`{a}'],
    ['docusaurus', '<p>\na\n'],
    ['docusaurus', '<p>*a*</p>\n'],
    ['docusaurus', '$a{b}$ '],
    ['obsidian', '$[[a]]'],
    ['obsidian', '![a|1'],
    ['jekyll', '{::comment} '],
    ['jekyll', '{::comment}a{:/}\n'],
    ['jekyll', '{% a --b c --d %}'],
    ['jekyll', '{% if a %} {% else %} '],
    ['none', '<p style={{ a: 1 }}>'],
    ['none', '<p style={{'],
    ['none', '{{ a | b }} [[c]] {% d %}'],
  ] as const)('takes linear time: %s, %j', (generator, piece) => {
    const work = (size: number) => expandedText(piece.repeat(size / piece.length), { generator })
    expect(growthOf(work, 64 * 1024)).toBeLessThan(LINEAR)
  })
})
