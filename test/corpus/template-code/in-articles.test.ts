import { describe, expect, it } from 'vitest'
import { linkPost } from '../../support/articles.ts'
import { parsedArticle, parsedDiagnostics } from '../../support/parsed-article.ts'

const post = (body: string) => `---\ntitle: A title\ndate: 2026-01-01\n---\n${body}`

describe('the template code of an article', () => {
  it.each([
    ['hugo', '{{< figure src="a.png" >}}\n\nWords.', 'Words.'],
    ['hugo', '{{% notice tip %}}\nMoved.\n{{% /notice %}}\n\nWords.', 'Words.'],
    ['jekyll', '{% include nav.html %}\n\nWords {{ page.title }}.', 'Words A title.'],
    ['jekyll', '{% highlight js %}\nlet x\n{% endhighlight %}\n\nWords.', 'Words.'],
    ['jekyll', 'Use `{% raw %}{{ title }}{% endraw %}` there.', 'Use {{ title }} there.'],
    ['docusaurus', "import Box from './box'\n\n<Box />\n\nOne.\n\n{/* truncate */}\n\nTwo.", 'One.'],
    ['obsidian', 'See [[Other note|the other]] %%soon%%.', 'See the other .'],
  ] as const)('is not in the excerpt: %s, %j', (generator, body, excerpt) => {
    expect(parsedArticle(post(body), { generator, path: '2026-01-01-a.md' }).excerpt).toBe(excerpt)
  })

  it('that is unknown costs one warning, with the line of the first tag', () => {
    expect(parsedDiagnostics(post('Text.\r\n\r\nA {{< chart 1 >}} b {{< chart 2 >}}.'), { generator: 'hugo' })).toEqual(
      [
        {
          file: 'a.md',
          line: 7,
          rule: 'template-code-unknown',
          message: 'has 2 unknown template tags, first "{{< chart 1 >}}", of which only the text is shown',
          hint: expect.stringContaining('docs/template-code.md') as string,
          severity: 'warning',
        },
      ],
    )
  })

  it('in what was collected from a publisher is text', () => {
    const body = 'Use {{< figure src="a.png" >}} and [[links]] there.'
    expect(parsedArticle(linkPost() + body, { generator: 'hugo' }).body).toBe(body)
  })
})
