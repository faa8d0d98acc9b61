import type { MarkdownIt, Token } from 'markdown-it'

const MAX_LENGTH = 300
const ITEM = /^(?:#([\p{L}\p{M}\p{N}_:.-]+)|\.[\w:-]+|([\w-]+)=("[^"]*"|'[^']*'|[\w%.-]+)|-)(?:\s+|$)/u
const ENDS = new Set(['code_inline', 'image', 'link_close', 'em_close', 'strong_close', 'mark_close'])

/**
 * `{#id .class key="value"}` at the end of a block or behind a part of it, also with the colon of kramdown: the attributes of
 * that, which the sanitizer chooses from. Other braces are text.
 */
export function attributeLists(md: MarkdownIt): void {
  md.core.ruler.after('inline', 'attribute_lists', ({ src, tokens }) => {
    if (!src.includes('{')) return
    for (const [index, { type, children }] of tokens.entries()) {
      if (type !== 'inline' || !children) continue
      if (takeRow(tokens, index)) continue
      takeLanguage(tokens, index)
      takeFirst(children, tokens[index - 1])
      takeInline(children)
      takeLast(children, isHeadingBefore(tokens, index) ? tokens[index - 4] : tokens[index - 1])
      if (children.every(({ type, content }) => type === 'text' && content === '')) hide(tokens, index)
    }
  })
}

/** Whether a paragraph has only kramdown's list for the heading above. */
function isHeadingBefore(tokens: readonly Token[], index: number): boolean {
  return tokens[index - 2]?.type === 'heading_close' && /^\{:[^{}]*\}$/.test(tokens[index]?.content ?? '')
}

/** kramdown's list in the line below a table, which is no row of it. */
function takeRow(tokens: readonly Token[], index: number): boolean {
  const { content = '', children } = tokens[index] ?? {}
  if (tokens[index - 2]?.type !== 'tr_open' || !/^\{:[^{}]*\}$/.test(content) || !parseList(content)) return false
  let end = index
  while (end < tokens.length && tokens[end]?.type !== 'tr_close') end++
  if (tokens.slice(index + 1, end).some(({ content }) => content !== '')) return false
  children?.splice(0)
  for (const token of tokens.slice(index - 2, end + 1)) token.hidden = true
  return true
}

/** Kramdown's list below a block of code names the language of that. */
function takeLanguage(tokens: readonly Token[], index: number): void {
  const code = tokens[index - 2]
  const { content = '', map } = tokens[index] ?? {}
  if (!code || (code.type !== 'fence' && code.type !== 'code_block') || code.map?.[1] !== map?.[0]) return
  const language = /^\{:[^{}]*[\s."'](?:lang|language)-([\w+#-]+)[^{}]*\}$/.exec(content)?.[1]
  if (language === undefined || code.info !== '') return
  code.type = 'fence'
  code.info = language
}

/** Hides a paragraph of which nothing is left. */
function hide(tokens: readonly Token[], index: number): void {
  const [open, close] = [tokens[index - 1], tokens[index + 1]]
  if (open?.type !== 'paragraph_open' || !close) return
  open.hidden = true
  close.hidden = true
}

/** `{: .note }` or `{.note}` on the line before the text. */
function takeFirst(children: Token[], block: Token | undefined): void {
  const [first, second] = children
  if (first?.type !== 'text' || second?.type !== 'softbreak' || !/^\{[^{}]*\}\s*$/.test(first.content)) return
  const attributes = parseList(first.content.trimEnd())
  if (!attributes) return
  children.splice(0, 2)
  for (const [name, value] of attributes) block?.attrSet(name, value)
}

function takeInline(children: Token[]): void {
  for (const [index, token] of children.entries()) {
    const owner = children[index - 1]
    if (token.type !== 'text' || !token.content.startsWith('{') || !owner || !ENDS.has(owner.type)) continue
    const end = token.content.indexOf('}')
    const attributes = parseList(token.content.slice(0, end + 1))
    if (!attributes) continue
    token.content = token.content.slice(end + 1)
    const open = opening(children, index - 1)
    for (const [name, value] of attributes) open.attrSet(name, value)
  }
}

function takeLast(children: Token[], block: Token | undefined): void {
  const last = children.at(-1)
  if (last?.type !== 'text' || !last.content.trimEnd().endsWith('}')) return
  const start = last.content.lastIndexOf('{')
  const attributes = parseList(last.content.slice(start).trimEnd())
  if (!attributes || (start > 0 && !/\s\{|\{[.:]/.test(last.content.slice(start - 1, start + 2)))) return
  last.content = last.content.slice(0, start).trimEnd()
  if (last.content === '' && children.at(-2)?.type === 'softbreak') children.splice(-2)
  for (const [name, value] of attributes) block?.attrSet(name, value)
}

/** The token that begins the part which ends at an index. */
function opening(children: readonly Token[], end: number): Token {
  const last = children[end] as Token
  if (last.nesting !== -1) return last
  for (let index = end - 1; index >= 0; index--) {
    const token = children[index]
    if (token?.nesting === 1 && token.level === last.level) return token
  }
  return last
}

/** The names and values, without classes; undefined if it is no list of attributes. */
function parseList(text: string): [string, string][] | undefined {
  if (text.length > MAX_LENGTH || !text.startsWith('{') || !text.endsWith('}')) return undefined
  let rest = text.slice(1, -1).replace(/^:/, '').trim()
  if (text.startsWith('{:') && /^(toc|no_toc)$/.test(rest)) return []
  if (rest === '') return undefined
  const attributes: [string, string][] = []
  while (rest !== '') {
    const item = ITEM.exec(rest)
    if (!item) return undefined
    const [whole, id, name, value] = item
    if (id !== undefined) attributes.push(['id', id])
    if (name !== undefined && value !== undefined) attributes.push([name, value.replace(/^["']|["']$/g, '')])
    rest = rest.slice(whole.length)
  }
  return attributes
}
