import type { Token } from 'markdown-it'
import MarkdownIt from 'markdown-it'
import { cleanLine } from './clean-text.ts'

const markdown = new MarkdownIt({ html: true })

/** Only the beginning of a text is searched. */
const MAX_CHARACTERS = 32 * 1024

/** The marks of generators between the excerpt and the rest. */
const MORE = /<!--\s*(?:more|truncate|excerpt)\s*-->|\{\/\*\s*truncate\s*\*\/\}/i

/**
 * The excerpt of a Markdown text as plain text: the paragraphs before the author's mark, such as `<!-- more -->`, else the first
 * paragraph that contains words.
 */
export function excerptOf(body: string): string | undefined {
  const beginning = body.slice(0, MAX_CHARACTERS)
  const mark = MORE.exec(beginning)
  const marked = mark ? [...paragraphs(beginning.slice(0, mark.index))].join(' ') : ''
  if (marked !== '') return marked
  const [first] = paragraphs(beginning)
  return first
}

function* paragraphs(text: string): Generator<string> {
  const tokens = markdown.parse(text, {})
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'inline' || tokens[index - 1]?.type !== 'paragraph_open') continue
    const paragraph = cleanLine((token.children ?? []).map(textOf).join(''))
    if (paragraph !== '') yield paragraph
  }
}

function textOf(token: Token): string {
  if (token.type === 'softbreak' || token.type === 'hardbreak') return ' '
  return token.type === 'text' || token.type === 'code_inline' ? token.content : ''
}
