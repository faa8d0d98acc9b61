import type { Token } from 'markdown-it'
import MarkdownIt from 'markdown-it'
import { cleanLine } from './clean-text.ts'

const markdown = new MarkdownIt({ html: true })

/** Only the beginning of a text is searched for its first paragraph. */
const MAX_CHARACTERS = 32 * 1024

/** The first paragraph of a Markdown text that contains words, as plain text. */
export function firstParagraph(body: string): string | undefined {
  const tokens = markdown.parse(body.slice(0, MAX_CHARACTERS), {})
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'inline' || tokens[index - 1]?.type !== 'paragraph_open') continue
    const text = cleanLine((token.children ?? []).map(textOf).join(''))
    if (text !== '') return text
  }
  return undefined
}

function textOf(token: Token): string {
  if (token.type === 'softbreak' || token.type === 'hardbreak') return ' '
  return token.type === 'text' || token.type === 'code_inline' ? token.content : ''
}
