import { escapeHtml } from '../../text/escape-html.ts'
import { type Call, type Expand, type Expansion, namedArgument } from './call.ts'
import { codeBlock, details, link, notice, quotation } from './parts.ts'

/** `{{< highlight go "linenos=table" >}}`, `{% highlight js %}`, `{% code language="js" %}` */
export function expandHighlight(call: Call): Expansion | undefined {
  const language = namedArgument(call, 'lang', 'language', 'type') ?? call.values[0]
  return call.inner === undefined ? undefined : codeBlock(call.inner, language)
}

/** `{% codeblock [title] [lang:language] [url] %}` of Hexo. */
export function expandCodeBlock(call: Call): Expansion | undefined {
  const language = /(?:^|\s)lang(?:uage)?:\s*(\S+)/.exec(call.written)?.[1]
  return call.inner === undefined ? undefined : codeBlock(call.inner, language)
}

/** A quotation with its author, by name or, in Hexo, as all that is written: `{% blockquote David Levithan, Wide Awake %}`. */
export function expandQuotation(call: Call): Expansion | undefined {
  const text = call.inner ?? namedArgument(call, 'text', 'content', 'quote')
  if (text === undefined) return undefined
  const author = namedArgument(call, 'author', 'cite', 'by', 'name', 'attribution')
  const work = namedArgument(call, 'source', 'title', 'work', 'book')
  const url = namedArgument(call, 'link', 'url', 'href', 'src')
  if (call.named.size > 0) {
    const source = [author, work].filter(Boolean).join(', ')
    return quotation(text, source && url ? `<a href="${url}">${source}</a>` : source)
  }
  return quotation(text, sourceOf(call.written))
}

/** `Seth Godin http://example.org/page Title of the page` */
function sourceOf(written: string): string {
  const words = written.replace(/["'<>]/g, '').split(/\s+/)
  const index = words.findIndex((word) => /^https?:\/\//.test(word))
  if (index < 0) return words.join(' ')
  const [author, title] = [words.slice(0, index).join(' '), words.slice(index + 1).join(' ')]
  return `${author} <a href="${words[index]}">${title || words[index]}</a>`.trim()
}

/** A notice under the title that is its argument, else its kind: a word such as `warning`. */
export function expandNotice(call: Call): Expansion | undefined {
  const inner = call.inner ?? namedArgument(call, 'text', 'content', 'message', 'body')
  const words = call.values.filter((value) => value !== '')
  const title =
    namedArgument(call, 'title', 'heading', 'header', 'summary') ??
    words.find((word) => /\s|[!?]$/.test(word)) ??
    (KINDS.has(call.name) ? words[1] : undefined)
  const kind = (
    namedArgument(call, 'type', 'kind', 'level', 'color', 'class', 'context') ??
    words[0] ??
    call.name
  ).toLowerCase()
  if (inner === undefined) return words.length > 0 ? notice(words.at(-1) ?? '') : undefined
  return notice(inner, title ?? TITLES.get(kind) ?? TITLES.get(call.name) ?? '')
}

/** Names of notices whose first argument is the kind of the notice. */
const KINDS = new Set(['admonition', 'alert', 'callout', 'notice', 'note', 'message'])

const TITLES = new Map(
  'note info tip hint warning danger caution important success error attention example question'
    .split(' ')
    .map((kind): [string, string] => [kind, kind.charAt(0).toUpperCase() + kind.slice(1)]),
).set('warn', 'Warning')

export function expandDetails(call: Call): Expansion | undefined {
  if (call.inner === undefined) return undefined
  return details(
    call.inner,
    namedArgument(call, 'summary', 'title', 'label', 'name', 'heading', 'question', 'text') ??
      detailsTitle(call.values),
  )
}

/** The first argument if it is a title, else all words of it: `"A title" open`, `A title`. */
function detailsTitle(values: readonly string[]): string | undefined {
  const [first = ''] = values
  return (first.includes(' ') ? first : values.filter((value) => value !== 'open').join(' ')) || undefined
}

/** `{{< card link="/a" title="A title" subtitle="Words" >}}` */
export const expandCard: Expand = (call) => {
  const title = namedArgument(call, 'title', 'header', 'name')
  const url = namedArgument(call, 'link', 'href', 'url')
  if (title === undefined) return undefined
  const heading = url === undefined ? `**${title.replace(/\*/g, '\\*')}**` : link(url, escapeHtml(title)).inline
  const rest = [namedArgument(call, 'subtitle', 'description', 'text'), call.inner, namedArgument(call, 'footer')]
  const texts = [heading, ...rest.filter((text) => text !== undefined && text.trim() !== '')]
  return { inline: texts.join(' '), lines: texts.flatMap((text = '') => [text, '']) }
}

/** Columns, with `<--->` between them. */
export const expandColumns: Expand = ({ inner }) => {
  const text = inner?.replace(/^[ \t]*<--->[ \t]*$/gm, '')
  return text === undefined ? undefined : { inline: text, lines: [text] }
}

/** One of several texts, under its title. */
export function expandTab(call: Call): Expansion | undefined {
  const title =
    namedArgument(call, 'title', 'name', 'label', 'tabname', 'header', 'value') ??
    call.values.find((value) => value !== '')
  const inner = call.inner ?? ''
  return title
    ? {
        inline: `<strong>${escapeHtml(title)}</strong> ${inner} `,
        lines: [`**${title.replace(/\*/g, '\\*')}**`, '', inner, ''],
      }
    : { inline: inner, lines: [inner] }
}

export const expandToText: Expand = (call) => ({
  inline: call.inner ?? namedArgument(call, 'text', 'content', 'title', 'label') ?? call.values.join(' '),
})

export const expandToInner: Expand = ({ inner }) =>
  inner === undefined ? undefined : { inline: inner, lines: [inner] }

export const expandToNothing: Expand = () => ({ inline: '' })

export const expandDiagram: Expand = ({ name, inner }) => (inner === undefined ? undefined : codeBlock(inner, name))

/** TeX, with the marks of TeX around it or not; other text that has TeX in it stays. */
export const expandMath: Expand = ({ inner }) => {
  if (inner === undefined) return { inline: '' }
  const tex = inner.trim().replace(/^(?:\$\$?|\\[[(])([\s\S]*?)(?:\$\$?|\\[\])])$/, '$1')
  if (/\$|\\[[(]/.test(tex)) return { inline: inner, lines: [inner] }
  return { inline: `$${tex.trim()}$`, lines: ['$$', tex.trim(), '$$'] }
}

/** `{% label primary @text %}`, `{% span red, text %}`, `{% checkbox checked, text %}` of themes for Hexo. */
export const expandStyledText: Expand = ({ written }) => ({ inline: written.replace(/^[\w\s#-]*[@,]\s*/, '').trim() })

/** `{% folding green open, Title %}` of themes for Hexo. */
export const expandFolding: Expand = ({ inner, written }) =>
  inner === undefined ? undefined : details(inner, written.replace(/^[\w\s-]*,\s*/, '').trim() || undefined)

/** `{% tabs %}<!-- tab Title -->…<!-- endtab -->{% endtabs %}` of themes for Hexo. */
export const expandCommentTabs: Expand = ({ inner }) => {
  if (inner === undefined) return undefined
  const text = inner.replace(/<!--\s*(?:tab|timeline)\s+([^@]*?)\s*(?:@.*?)?-->/g, '**$1**\n\n')
  return { inline: text, lines: [text] }
}
