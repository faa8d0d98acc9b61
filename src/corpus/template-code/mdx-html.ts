import { mdxCodeRanges } from './code-ranges.ts'
import { createCursor } from './template-tag.ts'

const NAMES =
  '(?:address|article|aside|blockquote|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|h[1-6]|header|hr|iframe|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)'

/** What begins a block of HTML in CommonMark, where all up to an empty line is HTML. */
const BLOCK = new RegExp(`^ {0,3}</?${NAMES}\\b|^ {0,3}</?[a-z][\\w-]*(?:\\s[^<>]*)?/?>[ \\t]*$`, 'i')

/** The end of a line behind which a paragraph can begin. */
const TAG_AT_END = new RegExp(`(?:</?${NAMES}\\b[^<>]*|^\\s*<[^<>]*)>[ \\t]*$`, 'i')

const VERBATIM = /^ {0,3}<(?:pre|script|style|textarea|svg|math)\b/i
const ELEMENT = /^( {0,3})(<(p|summary|figcaption|li|td|th|dt|dd|h[1-6])\b[^<>]*>)(.*)(<\/\3>)[ \t]*$/i

/** Puts empty lines between the tags of an MDX text and the Markdown beside them, which CommonMark would take for HTML. */
export function separateHtml(text: string): string {
  const codeAt = createCursor(mdxCodeRanges(text))
  const lines: string[] = []
  let state: 'text' | 'html' | 'verbatim' = 'text'
  let isBehindTag = false
  let isAfterText = false
  let offset = 0
  for (const line of text.split('\n')) {
    const isCode = codeAt(offset) !== undefined
    offset += line.length + 1
    if (isCode || line.trim() === '') {
      if (state !== 'verbatim') state = 'text'
      isAfterText = isCode
      lines.push(line)
      continue
    }
    if (state === 'text' && !isAfterText) state = VERBATIM.test(line) ? 'verbatim' : BLOCK.test(line) ? 'html' : 'text'
    if (state === 'html' && isBehindTag && !/^\s*</.test(line)) {
      lines.push('', line.trimStart())
      state = 'text'
    } else lines.push(...(state === 'html' ? separateElement(line) : [line]))
    isBehindTag = TAG_AT_END.test(line)
    if (state === 'verbatim' && /<\/(?:pre|script|style|textarea|svg|math)>/i.test(line)) state = 'html'
    isAfterText = state === 'text' && !BLOCK.test(line)
    if (state === 'text' && BLOCK.test(line)) state = 'html'
  }
  return lines.join('\n')
}

/** `<summary>A *b*</summary>`, if there is Markdown in it. */
function separateElement(line: string): string[] {
  const [, indent = '', start = '', , inner = '', end = ''] = ELEMENT.exec(line) ?? []
  if (!/[*_`[~]/.test(inner.replace(/<[^<>]*>/g, ''))) return [line]
  return [indent + start, '', indent + inner, '', indent + end]
}
