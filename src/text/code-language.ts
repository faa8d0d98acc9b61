import { attribute, type HtmlElement } from './parse-html.ts'

const NAMED = /(?:^|\s)(?:(?:lang|language|highlight-source)-)+\{?\.?([\w+#.-]+)/
const BRUSH = /(?:^|\s)brush:\s*([\w+#.-]+)/

/** The classes of highlighters, beside which the language stands alone. */
const HIGHLIGHTER = /^(?:hljs|sourceCode|prettyprint)$/
const OTHER = /^(?:linenums.*|numberLines|numberSource|line-numbers|copyable|wrap)$/

/** The elements around code that can name its language. */
const MAX_AROUND = 3

/** The language of `<code>` or `<pre>`, also if an element around names it; undefined if none does. */
export function codeLanguage(element: HtmlElement): string | undefined {
  const own = writtenLanguage(element)
  if (own !== undefined) return own
  let { parentNode: around } = element
  let isBlock = element.tagName === 'pre'
  for (let count = 0; count < MAX_AROUND && around && 'tagName' in around; count++) {
    if (around.tagName !== 'pre' && !(isBlock && around.tagName === 'div')) return undefined
    const language = writtenLanguage(around)
    if (language !== undefined) return language
    isBlock = true
    around = around.parentNode
  }
  return undefined
}

function writtenLanguage(element: HtmlElement): string | undefined {
  const classes = attribute(element, 'class')
  const named = NAMED.exec(classes)?.[1] ?? BRUSH.exec(classes)?.[1]
  if (named !== undefined || element.tagName === 'div') return named
  const data = attribute(element, 'data-lang') || attribute(element, 'data-language')
  if (data !== '') return /^[\w+#.-]+$/.test(data) ? data : undefined
  const names = classes.split(/\s+/)
  if (!names.some((name) => HIGHLIGHTER.test(name))) return undefined
  return names.find((name) => !HIGHLIGHTER.test(name) && !OTHER.test(name) && /^[a-z][\w+#-]*$/i.test(name))
}
