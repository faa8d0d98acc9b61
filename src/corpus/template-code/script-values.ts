import type { TemplateContext } from './call.ts'

/** What JavaScript in a text stands for, as far as that is known without running it. */
export interface ScriptValues {
  /** Texts and files by the names that the text gives them. */
  named: Map<string, string>
  context: TemplateContext
}

/** The text that an expression is: a literal, a file that is imported, a field of the front matter; undefined if not known. */
export function scriptValue(script: string, { named, context }: ScriptValues): string | undefined {
  const expression = script.trim()
  const literal = stringLiteral(expression)
  if (literal !== undefined) return literal
  if (/^-?\d+(?:\.\d+)?$/.test(expression)) return expression
  const file =
    /^(?:require|useBaseUrl|withBase|imageUrl|url)\(\s*(["'`])([^"'`]{0,1000})\1\s*\)(?:\.default|\.src)?$/.exec(
      expression,
    )?.[2]
  if (file !== undefined) return siteFile(file)
  const [, name = ''] = /^([\w$]+)(?:\.(?:src|default))?$/.exec(expression) ?? []
  const value = named.get(name)
  if (value !== undefined) return value
  const [, field = ''] =
    /^(?:(?:props\.)?(?:frontMatter|frontmatter|metadata|meta|pageContext\.frontmatter)\.)(\w+)$/.exec(expression) ?? []
  const written = context.fields()[field.toLowerCase()]
  return typeof written === 'string' || typeof written === 'number' ? String(written) : undefined
}

/** A file as links name it: Docusaurus publishes what is in `@site/static/` at the root of the site. */
export function siteFile(path: string): string {
  return path.replace(/^@site\/static(?=\/)/, '')
}

/** The text of `"…"`, `'…'` or a template without expressions. */
export function stringLiteral(expression: string): string | undefined {
  const quote = expression.charAt(0)
  if (!/["'`]/.test(quote) || expression.length < 2 || !expression.endsWith(quote)) return undefined
  const inside = expression.slice(1, -1)
  if (
    inside.replace(/\\[\s\S]/g, '').includes(quote) ||
    (quote === '`' && /\$\{/.test(inside.replace(/\\[\s\S]/g, '')))
  )
    return undefined
  return inside.replace(/\\([\s\S])/g, (_, sign: string) => ESCAPES[sign] ?? sign)
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '' }
