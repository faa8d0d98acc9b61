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
