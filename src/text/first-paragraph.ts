import type { Token } from 'markdown-it'
import MarkdownIt from 'markdown-it'
import { cleanLine } from './clean-text.ts'

const markdown = new MarkdownIt({ html: true })

/** How much of a text is looked at for its first paragraph, in characters. */
const BEGINNING = 32 * 1024

/** The first paragraph of a Markdown text that holds words, as plain text, or undefined where there is none. */
export function firstParagraph(body: string): string | undefined {
  const tokens = markdown.parse(body.slice(0, BEGINNING), {})
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'inline' || tokens[index - 1]?.type !== 'paragraph_open') continue
    const words = cleanLine((token.children ?? []).map(wordsOf).join(''))
    if (words !== '') return words
  }
  return undefined
}

function wordsOf(token: Token): string {
  if (token.type === 'softbreak' || token.type === 'hardbreak') return ' '
  return token.type === 'text' || token.type === 'code_inline' ? token.content : ''
}
