import type { Range } from './code-ranges.ts'
import { createCursor, createFinder, type TemplateTag, tagName } from './template-tag.ts'

/** The shortcodes of Zola, `{{ name(a="b") }}` and `{% name() %} … {% end %}`. In code, only those that are escaped by a comment. */
export function findZolaTags(text: string, code: readonly Range[]): TemplateTag[] {
  const tags: TemplateTag[] = []
  const closings = { '%': createFinder(text, '%\\}'), '{': createFinder(text, '\\}\\}') }
  const codeAt = createCursor(code)
  let position = 0
  for (let start = text.indexOf('{'); start >= 0; start = text.indexOf('{', position)) {
    position = start + 1
    const sign = text.charAt(start + 1)
    if (sign !== '%' && sign !== '{') continue
    const closing = closings[sign](start + 2)
    if (!closing) continue
    const { end } = closing
    const content = text.slice(start + 2, closing.start)
    if (content.startsWith('/*') && content.endsWith('*/')) {
      const written = `{${sign}${content.slice(2, -2)}${text.slice(closing.start, end)}`
      position = end
      tags.push({ start, end, kind: 'text', name: '', written })
      continue
    }
    if (content.includes('{{') || content.includes('{%')) continue
    const [, word, written = ''] = /^-?\s*(\w{1,100})\s*(?:\(([\s\S]*)\))?\s*-?$/.exec(content.trim()) ?? []
    if (word === undefined || codeAt(start) !== undefined || (sign === '{' && !content.includes('('))) continue
    const isEnd = sign === '%' && word === 'end'
    position = end
    tags.push({
      start,
      end,
      kind: isEnd ? 'end' : 'call',
      isVoid: sign === '{',
      name: isEnd ? '' : tagName(word),
      written,
    })
  }
  return tags
}
