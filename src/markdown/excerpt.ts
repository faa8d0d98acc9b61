import { parseArticleHtml } from '../text/parse-article-html.ts'
import { proseOf } from './prose.ts'
import { renderMarkdown } from './render-markdown.ts'

/** How much of a text is searched, in characters: nearly always the first part is enough. */
const PARTS = [4 * 1024, 32 * 1024]

const MAX_EXCERPT = 500

/** The marks of generators between the excerpt and the rest; the first group is code, in which there is none. */
const MORE =
  /(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)|<!--\s*(?:more|read[\s-]?more|truncate|excerpt|end[_\s-]excerpt|excerpt[_\s-]end|end[_\s-]summary|pelican_end_summary|teaser_end|preview|break|cut)\s*-->|\{\/\*\s*(?:more|truncate)\s*\*\/\}/gi

/** Where links and footnotes lead. */
const DEFINITION = /^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S.*$/gm

/**
 * The excerpt of a Markdown text as plain text: the prose before the author's mark, such as `<!-- more -->`, else the first
 * paragraph of prose; cut at a word after at most 500 characters.
 */
export function excerptOf(body: string): string | undefined {
  const end = endOfExcerpt(body)
  const marked = end === undefined ? '' : paragraphs(body, end).join(' ')
  if (marked !== '') return cutAtWord(marked)
  for (const length of PARTS) {
    const [first] = paragraphs(body, endOfBlock(body, length), 1)
    if (first !== undefined) return cutAtWord(first)
    if (body.length <= length) return undefined
  }
  return undefined
}

function endOfExcerpt(body: string): number | undefined {
  for (const { 1: code, index } of body.slice(0, PARTS.at(-1)).matchAll(MORE)) if (code === undefined) return index
  return undefined
}

/** The last end of a block within the first characters, if there is one. */
function endOfBlock(body: string, length: number): number {
  const end = body.length > length ? body.lastIndexOf('\n\n', length) : -1
  return end > 0 ? end : length
}

/** The paragraphs of the beginning of a text; links may be defined in the rest of it. */
function paragraphs(body: string, end: number, limit?: number): string[] {
  const beginning = body.slice(0, end)
  const definitions = beginning.includes(']') ? (body.slice(end).match(DEFINITION) ?? []) : []
  const text = [beginning, ...definitions].join('\n\n')
  return proseOf(parseArticleHtml(renderMarkdown(text)) ?? [], limit)
}

function cutAtWord(text: string): string {
  if (text.length <= MAX_EXCERPT) return text
  const cut = text.slice(0, MAX_EXCERPT - 1)
  const end = text.charAt(MAX_EXCERPT - 1) === ' ' ? cut.length : cut.lastIndexOf(' ')
  const whole = end > MAX_EXCERPT / 2 ? cut.slice(0, end) : cut.replace(/\p{Surrogate}$|\P{M}[\p{M}\u200D]+$/u, '')
  return `${whole.replace(/[\s,;:–—-]+$/, '')}…`
}
