import MarkdownIt from 'markdown-it'
import definitionLists from 'markdown-it-deflist'
import footnotes from 'markdown-it-footnote'
import { containers } from '../../markdown/containers.ts'

/** A part of a text, from its first character to the one behind its last. */
export interface Range {
  start: number
  end: number
}

const markdown = new MarkdownIt({ html: true })
  .use(footnotes)
  .use(definitionLists)
  .use(containers)
  .disable(['inline', 'text_join', 'footnote_tail'])

/** The code in a Markdown text, in order: fenced and indented blocks, spans, and the elements `<pre>` and `<code>`. */
export function codeRanges(text: string): Range[] {
  const lines = lineStarts(text)
  const offsetOf = (line: number) => lines[line] ?? text.length
  const blocks: Range[] = []
  const spans: Range[] = []
  for (const { type, map } of markdown.parse(withMarkdownInHtml(text), {})) {
    if (!map) continue
    const range = { start: offsetOf(map[0]), end: offsetOf(map[1]) }
    if (type === 'fence' || type === 'code_block') blocks.push(range)
    else if (type === 'inline') addSpans(spans, text, range)
    else if (type === 'table_open') addSpansInCells(spans, text, range)
  }
  return merge(blocks, merge(spans, codeElements(text)))
}

/** The blocks of HTML in a Markdown text, in which nothing is Markdown. */
export function htmlRanges(text: string): Range[] {
  const lines = lineStarts(text)
  return markdown
    .parse(withMarkdownInHtml(text), {})
    .flatMap(({ type, map }) =>
      type === 'html_block' && map ? [{ start: lines[map[0]] ?? 0, end: lines[map[1]] ?? text.length }] : [],
    )
}

const MARKDOWN_TAG = /^[ \t>]*<[a-z][^<>\n]{0,1000}?\smarkdown(?:=[^<>\n]{0,20})?(?:\s[^<>\n]{0,1000})?>/gim

/** The text with blanks for tags such as `<div markdown="1">`: what follows is Markdown. */
function withMarkdownInHtml(text: string): string {
  return text.includes(' markdown') ? text.replace(MARKDOWN_TAG, (tag) => tag.replace(/[^>]|>$/g, ' ')) : text
}

const FENCE = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`]*$)|~{3,})/

/** The code in an MDX text, in order: fenced blocks at any indent, and spans. An indent or an element makes no code. */
export function mdxCodeRanges(text: string): Range[] {
  const ranges: Range[] = []
  let fence: { start: number; mark: string } | undefined
  let paragraph = 0
  let offset = 0
  const endParagraph = (end: number) => {
    if (end > paragraph) addSpans(ranges, text, { start: paragraph, end })
  }
  for (const line of text.split('\n')) {
    const end = offset + line.length + 1
    if (fence) {
      const closing = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1]
      if (closing?.startsWith(fence.mark)) {
        ranges.push({ start: fence.start, end: Math.min(end, text.length) })
        fence = undefined
      }
      paragraph = end
    } else {
      const mark = FENCE.exec(line)?.[1]
      if (mark !== undefined || line.trim() === '') {
        endParagraph(offset)
        paragraph = end
      }
      if (mark !== undefined) fence = { start: offset, mark }
    }
    offset = end
  }
  if (fence) ranges.push({ start: fence.start, end: text.length })
  else endParagraph(text.length)
  return ranges
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
  return starts
}

/** Adds the code spans of a table, none of which is in two cells. */
function addSpansInCells(spans: Range[], text: string, { start, end }: Range): void {
  for (const { 0: cell, index } of text.slice(start, end).matchAll(/(?:\\.|[^|\n\\])+/g)) {
    addSpans(spans, text, { start: start + index, end: start + index + cell.length })
  }
}

/** Adds code spans: as many backticks at the end as at the beginning. */
function addSpans(spans: Range[], text: string, { start, end }: Range): void {
  const runs = [...text.slice(start, end).matchAll(/\\`|`+/g)].filter(([run]) => run !== '\\`')
  const indexesByLength = new Map<number, number[]>()
  for (const [index, [{ length }]] of runs.entries()) {
    const indexes = indexesByLength.get(length) ?? []
    indexesByLength.set(length, indexes)
    indexes.push(index)
  }
  for (const indexes of indexesByLength.values()) indexes.reverse()
  for (let index = 0; index < runs.length; index++) {
    const opening = runs[index]
    const indexes = opening && indexesByLength.get(opening[0].length)
    if (!indexes) continue
    while (indexes.length > 0 && (indexes.at(-1) ?? 0) <= index) indexes.pop()
    const closing = runs[indexes.at(-1) ?? -1]
    if (!closing) continue
    spans.push({ start: start + opening.index, end: start + closing.index + closing[0].length })
    index = indexes.at(-1) ?? index
  }
}

/** The elements `<pre>` and `<code>`. */
export function codeElements(text: string): Range[] {
  const elements: Range[] = []
  const unclosed = new Set<string>()
  let end = 0
  for (const { 1: name = '', index } of text.matchAll(/<(pre|code)\b/gi)) {
    if (index < end || unclosed.has(name)) continue
    const closing = new RegExp(`</${name}\\s*>`, 'gi')
    closing.lastIndex = index
    if (!closing.test(text)) {
      unclosed.add(name)
      continue
    }
    end = closing.lastIndex
    elements.push({ start: index, end })
  }
  return elements
}

/** Both lists in one, without what lies in a range before it. */
export function merge(some: readonly Range[], others: readonly Range[]): Range[] {
  const merged: Range[] = []
  let end = 0
  for (const range of [...some, ...others].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (range.end <= end) continue
    merged.push({ start: Math.max(range.start, end), end: range.end })
    end = range.end
  }
  return merged
}
