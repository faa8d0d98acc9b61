import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import { noticeName, type RenderEnv } from './notice-box.ts'

const NOTICE = /^\[!([\p{L}\p{N}_-]{1,40})\][+-]?[ \t]*/u

/** `> [!NOTE]` as GitHub and Obsidian have it: a quotation under its title, which may follow on the line. */
export function notices(md: MarkdownIt): void {
  md.core.ruler.after('inline', 'notices', (state) => {
    if (!state.src.includes('[!')) return
    const { tokens } = state
    state.tokens = tokens.flatMap((token, index) =>
      token.type === 'inline' && tokens[index - 2]?.type === 'blockquote_open'
        ? titled(token, tokens.slice(index - 2, index + 2), state)
        : [token],
    )
  })
}

function titled(inline: Token, around: Token[], state: StateCore): Token[] {
  const [first, ...others] = inline.children ?? []
  const name = first?.type === 'text' ? NOTICE.exec(first.content)?.[1] : undefined
  if (first === undefined || name === undefined) return [inline]
  around[0]?.attrSet('class', 'notice')
  first.content = first.content.replace(NOTICE, '')
  const words = first.content === '' ? others : [first, ...others]
  const end = words.findIndex(({ type }) => type === 'softbreak' || type === 'hardbreak')
  const title = end < 0 ? words : words.slice(0, end)
  const shownName = noticeName(name, state.env as RenderEnv)
  if (title.length === 0 && shownName !== '') title.push(text(shownName, state))
  if (title.length === 0) {
    inline.children = words.slice(end + 1)
    if (inline.children.length === 0) for (const paragraph of around.slice(1)) paragraph.hidden = true
    return [inline]
  }
  const titleInline = inlineOf(
    [new state.Token('strong_open', 'strong', 1), ...title, new state.Token('strong_close', 'strong', -1)],
    state,
  )
  if (end < 0) return [titleInline]
  inline.children = words.slice(end + 1)
  return [
    titleInline,
    new state.Token('paragraph_close', 'p', -1),
    new state.Token('paragraph_open', 'p', 1),
    inline,
  ].map((token) => Object.assign(token, { block: true }))
}

function text(content: string, state: StateCore): Token {
  return Object.assign(new state.Token('text', '', 0), { content })
}

function inlineOf(children: Token[], state: StateCore): Token {
  return Object.assign(new state.Token('inline', '', 0), { children, content: '' })
}
