import { proseOf } from '../markdown/prose.ts'
import { renderInline } from '../markdown/render-markdown.ts'
import { cleanLine } from '../text/clean-text.ts'
import { parseArticleHtml } from '../text/parse-article-html.ts'
import { plainText } from '../text/plain-text.ts'

/** How much of a body is searched for a heading, in characters. */
const MAX_CHARACTERS = 16 * 1024

const HEADING = /^#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/
const UNDERLINE = /^=+[ \t]*$/

/**
 * The first heading of a Markdown text as plain text, and the text without it if it comes first; undefined without one.
 */
export function firstHeading(body: string): { title: string; body: string } | undefined {
  const lines = body.slice(0, MAX_CHARACTERS).split('\n')
  let fence: string | undefined
  let isFirst = true
  for (const [index, line] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark && (!fence || mark.startsWith(fence))) fence = fence ? undefined : mark
    const isSetext = UNDERLINE.test(lines[index + 1] ?? '') && line.trim() !== ''
    const text = fence ? undefined : isSetext ? line : HEADING.exec(line)?.[1]
    const title = text && headingText(text)
    if (title) {
      const rest = body.slice(lines.slice(0, index + (isSetext ? 2 : 1)).join('\n').length)
      return { title, body: isFirst ? rest : body }
    }
    if (line.trim() !== '') isFirst = false
  }
  return undefined
}

/** A heading as it reads: without Markdown, tags, and attributes such as `{#id}`; pictures are their text. */
function headingText(text: string): string {
  const withoutPictures = text.replace(/\s*\{[#.:][^{}]*\}\s*$/, '').replace(/!\[([^\][]*)\]\([^()]*\)/g, '$1')
  const shown = proseOf(parseArticleHtml(renderInline(withoutPictures)) ?? [])
  return shown.length > 0 ? shown.join(' ') : cleanLine(withoutPictures)
}

/** A title from the name of a file or, for `index.md`, its folder, without a date: `2020-01-31-hello-world.md` is `Hello world`. */
export function titleOfFile(path: string): string | undefined {
  const words = nameOfFile(path)
    .replace(/^\d{4}[-_.]\d{1,2}[-_.]\d{1,2}[-_. ]*/, '')
    .replace(/[-_]+/g, ' ')
    .trim()
  return words ? plainText(words.charAt(0).toUpperCase() + words.slice(1)) : undefined
}

/** The name of a file without its extension; of `index.md`, the name of its folder. */
export function nameOfFile(path: string): string {
  const names = path.replace(/\.[^./]+$/, '').split('/')
  const name = names.pop() ?? ''
  return name.toLowerCase() === 'index' ? (names.pop() ?? name) : name
}
