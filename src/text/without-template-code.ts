/** Code in Markdown, which is left as it is: spans, fenced blocks. */
const CODE = /(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)|^ {0,3}~~~[\s\S]*?^ {0,3}~~~/gm

const NOTICE =
  'admonition|alert|attention|callout|caution|danger|error|hint|important|info|note|notice|success|tip|warning|toc'

/** Blocks of generators that hold no prose. */
const BLOCK = `${NOTICE}|code|codeblock|comment|capture|highlight|mermaid|figure`

const PATTERNS: readonly RegExp[] = [
  // Hugo's and Liquid's blocks: `{{% note %}} … {{% /note %}}`, `{% highlight js %} … {% endhighlight %}`.
  new RegExp(
    `\\{[{%][%<]?-?\\s*(${BLOCK})\\b[^}]*\\}\\}?[\\s\\S]{0,4000}?\\{[{%][%<]?-?\\s*(?:end|/\\s*)\\1[^}]*\\}\\}?`,
    'gi',
  ),
  // Any other tag of theirs, MDX and Obsidian comments.
  /\{%[\s\S]{0,2000}?%\}|(?<![\\\w}])\{\{(?:[^}]|\}(?!\})){0,2000}\}\}|\{\/\*[\s\S]{0,2000}?\*\/\}|(?<!\S)%%[\s\S]{0,2000}?%%(?!\S)/g,
  // Containers and admonitions that are notices.
  new RegExp(`^(:{3,})[ \\t]*\\{?\\.?(?:${NOTICE}|details)\\b[\\s\\S]*?(?:^\\1[ \\t]*$|(?![\\s\\S]))`, 'gim'),
  /^(?:!!!|\?\?\?\+?)[ \t].*\n(?:(?: {4}|\t).*(?:\n|$)|[ \t]*\n)*/gm,
  /^:{3,}.*$/gm,
  // Attributes and tables of contents.
  /\{:?[ \t]*[#.][\w-][^{}\n]*\}|\{:[^{}\n]*\}|^[ \t]*(?:\[{1,2}_?toc_?\]{1,2}|\$\{toc\})[ \t]*$/gim,
  // MDX.
  /^(?:import\s[^\n]*?\bfrom\s*['"][^'"\n]+['"];?|import\s+['"][^'"\n]+['"];?|export\s+(?:const|let|var|default|function|class|\*|\{)[^\n]*)[ \t]*$/gm,
  // Footnotes and embeds.
  /^\[\^[^\]\n]+\]:.*$|\[\^[^\]\s]+\]|!\[\[[^\]\n]*\]\]/gm,
]

/** Where code was: a control character, which text does not have. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters
const PLACEHOLDER = /\u0001(\d+)\u0001/g

/** A Markdown text without what only a generator understands, and without notices; code stays. */
export function withoutTemplateCode(markdown: string): string {
  const code: string[] = []
  const text = markdown.replace(CODE, (span) => `\u0001${code.push(span) - 1}\u0001`)
  return PATTERNS.reduce((rest, pattern) => rest.replace(pattern, ''), text)
    .replace(/\[\[([^\]|\n]+)(?:\|([^\]\n]+))?\]\](?![([])/g, (_, name: string, label?: string) => label ?? name)
    .replace(/(?<![=\w])==(?=\S)([^=\n]+?)(?<=\S)==(?![=\w])/g, '$1')
    .replace(PLACEHOLDER, (_, index: string) => code[Number(index)] ?? '')
}
