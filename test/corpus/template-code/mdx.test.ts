import { describe, expect, it } from 'vitest'
import { expandedText } from '../../support/expanded-text.ts'

const mdx = (text: string) => expandedText(text, { path: 'a.mdx', fields: { title: 'A title' } })

describe('MDX', () => {
  it.each([
    ["import A from './a'\nimport {\n  B,\n} from 'b';\n\nText.", '\nText.'],
    ['export const a = {\n\n  b: 1,\n}\n\nText.', '\nText.'],
    ["import duty is paid by 'us'.", "import duty is paid by 'us'."],
    ['{/* hidden */}\nText.', 'Text.'],
    ['One.\n\n{/* truncate */}\n\nTwo.', 'One.\n\n<!-- truncate -->\n\nTwo.'],
    ["{'a'}{' '}{\"<b>\"}{`c`}{3}", 'a &lt;b&gt;c3'],
    ['# {frontMatter.title}', '# A title'],
    ['## Heading {#id}', '## Heading {#id}'],
    ['## Heading {/* #id */}', '## Heading {#id}'],
    ['<h2><Link id="a"/>Heading</h2>', '<h2><a id="a"></a>Heading</h2>'],
    ['\\{a} `{b}` and `<C>`', '\\{a} `{b}` and `<C>`'],
    ['```jsx\nimport a from "a"\n<B c={d} />\n```', '```jsx\nimport a from "a"\n<B c={d} />\n```'],
    ['<p style={{ color: "red" }} className="lead" onClick={() => a()}>Text.</p>', '<p class="lead">Text.</p>'],
    ['<img src={require(\'./a.png\').default} alt="A cat" />', '<img src="./a.png" alt="A cat" />'],
    ['<img {...props} src="a.png" alt="A cat"/>', '<img src="a.png" alt="A cat" />'],
    ["<img src={require('@site/static/a.png').default} />", '<img src="/a.png" />'],
    ['import cat from "@site/static/a.png"\n\n<Image src={cat} />', '\n<img src="/a.png" alt="" />'],
    ['import cat from \'./cat.png\'\n\n<Image src={cat} alt="A cat" />', '\n<img src="./cat.png" alt="A cat" />'],
    ['<YouTube id="q_Mi5LrnIiU" />', '<iframe src="https://www.youtube.com/embed/q_Mi5LrnIiU"></iframe>'],
    ['See <Link to="/b">the *other*</Link>.', 'See <a href="/b">the *other*</a>.'],
    ['<>Text.</>', 'Text.'],
    ['<code className="a">{b}</code>', '<code class="a">{b}</code>'],
    ['<pre>{`a <b>`}</pre>', '<pre>a &lt;b&gt;</pre>'],
    ['<CodeBlock language="js">\n{`let a = {}\nlet b`}\n</CodeBlock>', '```js\nlet a = {}\nlet b\n```'],
    ['A Promise<Option> is fine.', 'A Promise<Option> is fine.'],
    ['$f(x) = {a}_{b}$ and\n\n$$\n\\frac{a}{b}\n$$', '$f(x) = {a}_{b}$ and\n\n$$\n\\frac{a}{b}\n$$'],
    ['It costs $3 {/* hidden */}or $4.', 'It costs $3 or $4.'],
    ['<div style={{ a: 1 }}>\n    **Bold**\n</div>', '<div>\n\n**Bold**\n\n</div>'],
  ])('%j is %j', (text, expected) => {
    expect(mdx(text)).toEqual({ text: expected, unknown: [] })
  })

  it('leaves braces in prose of Docusaurus that is no MDX', () => {
    const text = 'Read {name}/.gitignore, {a, b} {frontMatter.title}{/* hidden */}.'
    const expected = 'Read {name}/.gitignore, {a, b} A title.'
    expect(expandedText(text, { generator: 'docusaurus', fields: { title: 'A title' } }).text).toBe(expected)
    expect(mdx('Read {name}.').text).toBe('Read .')
  })

  it.each([
    [
      '<details>\n<summary>A *b*</summary>\nC *d*\n</details>',
      '<details>\n\n<summary>\n\nA *b*\n\n</summary>\n\nC *d*\n\n</details>',
    ],
    ['<img src={"a.png"} />\n![b](b.png)\n\nC.', '<img src="a.png" />\n\n![b](b.png)\n\nC.'],
    ['<p align="center">\n  A *b*\n  c\n</p>', '<p align="center">\n\nA *b*\n  c\n</p>'],
    ['<p>A\nb <b>c</b>\nd</p>', '<p>A\nb <b>c</b>\nd</p>'],
    ['<p>A *b*</p>\n<p>C</p>', '<p>\n\nA *b*\n\n</p>\n<p>C</p>'],
    ['A\n<b>b</b>\nc', 'A\n<b>b</b>\nc'],
    ['<img\n  src="a.png"\n  alt="A"\n/>\n\nB', '<img\n  src="a.png"\n  alt="A"\n/>\n\nB'],
    ['```\n<p>\na\n</p>\n```', '```\n<p>\na\n</p>\n```'],
    ['<pre>\na\n</pre>', '<pre>\na\n</pre>'],
    ['<br/>\nA *b*.', '<br/>\n\nA *b*.'],
    ['<iframe src="/a"></iframe>\nA *b*.', '<iframe src="/a"></iframe>\n\nA *b*.'],
  ])('has Markdown between tags without an empty line: %j', (text, expected) => {
    expect(mdx(text).text).toBe(expected)
  })

  it('has the text of attributes that are elements', () => {
    const text = '<Details summary={<summary>A <b>title</b></summary>}>\n\nText.\n\n</Details>'
    expect(mdx(text).text).toBe('<details>\n<summary>A title</summary>\n\nText.\n\n</details>')
  })

  it('has its tabs one below the other, under their titles', () => {
    const text = '<Tabs>\n  <TabItem label="One">\n\n    First.\n\n  </TabItem>\n</Tabs>'
    expect(mdx(text)).toEqual({ text: '**One**\n\nFirst.', unknown: [] })
  })

  it.each([
    ['A <Chart data={[1, 2]} /> b.', 'A  b.', ['<Chart data={[1, 2]} />']],
    ['<Box2 a={b}>\n  Its *text*.\n</Box2>', 'Its *text*.', ['<Box2 a={b}>']],
    [
      '<Hero image="/a.png" alt="A cat">\n  Its *text*.\n</Hero>',
      '<img src="/a.png" alt="A cat" />\n\nIts *text*.',
      ['<Hero image="/a.png" alt="A cat">'],
    ],
    ['{a.b.c}\nText.', 'Text.', ['{a.b.c}']],
    ['{a && <b>Text.</b>}', '<b>Text.</b>', []],
  ])('what is unknown leaves its text: %j', (text, expected, unknown) => {
    expect(mdx(text)).toEqual({ text: expected, unknown })
  })

  it('is what Docusaurus makes of every file', () => {
    expect(expandedText('{/* a */}\nText.', { generator: 'docusaurus' }).text).toBe('Text.')
  })
})
