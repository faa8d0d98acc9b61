import type { Range } from './code-ranges.ts'
import { createCursor, createEndFinder, createFinder, type TemplateTag, tagName, VERBATIM } from './template-tag.ts'

const DIVIDERS = new Set(['else', 'elsif', 'elseif', 'elif', 'when'])

/**
 * The tags and outputs of Liquid and Nunjucks: `{% name %}`, `{{ value }}`, `{# comment #}`.
 *
 * @param options whether `{% raw %}` is understood in code, where nothing else is, and whether `{# … #}` is a comment
 */
export function findLiquidTags(
  text: string,
  code: readonly Range[],
  { isRawInCode, hasComments }: { isRawInCode: boolean; hasComments: boolean },
): TemplateTag[] {
  const tags: TemplateTag[] = []
  const closings = {
    '%': createFinder(text, '%\\}'),
    '{': createFinder(text, '\\}\\}'),
    '#': createFinder(text, '#\\}'),
  }
  const findEnd = createEndFinder(text, (name) => `\\{%-?\\s*end${name}\\s*-?%\\}`)
  const codeAt = createCursor(code)
  let position = 0
  let verbatimEnd = -1
  for (let start = text.indexOf('{'); start >= 0; start = text.indexOf('{', position)) {
    position = start + 1
    const sign = text.charAt(start + 1)
    if (sign !== '%' && sign !== '{' && !(sign === '#' && hasComments && /[\s-]/.test(text.charAt(start + 2)))) continue
    const inCode = start === verbatimEnd ? undefined : codeAt(start)
    if (inCode && !isRawInCode) continue
    const closing = closings[sign](start + 2)
    if (!closing) continue
    const { end } = closing
    const content = withoutTrimMarks(text.slice(start + 2, closing.start))
    if (sign === '#') {
      if (inCode) continue
      position = end
      tags.push({ start, end, kind: 'text', name: '', written: '' })
      continue
    }
    if (sign === '{') {
      if (inCode || !isOutput(content) || text.charAt(start - 1) === '\\') continue
      position = end
      tags.push({ start, end, kind: 'output', name: '', written: content })
      continue
    }
    const [word = ''] = /^[\p{L}_#][\p{L}\p{N}_.-]*/u.exec(content) ?? []
    if (word === '' || content.includes('{%')) continue
    const name = tagName(word)
    const written = content.slice(word.length).trim()
    if (VERBATIM.has(name)) {
      const ending = findEnd(name, end)
      if (name === 'raw' || name === 'verbatim') {
        if (!ending) continue
        tags.push(rawText(text, { start, end }, ending))
        position = tags.at(-1)?.end ?? end
        continue
      }
      if (!inCode && ending) {
        tags.push({ start, end, kind: 'call', name, written })
        position = ending.start
        verbatimEnd = ending.start
        continue
      }
    }
    if (inCode) continue
    position = end
    const isEnd = /^end[a-z_-]/i.test(word)
    const kind = isEnd ? 'end' : DIVIDERS.has(name) ? 'divider' : 'call'
    tags.push({
      start,
      end,
      kind,
      name: isEnd ? tagName(word.slice(3)).replace(/^-/, '') : name,
      written,
    })
  }
  return tags
}

/** An empty one, one in another, or a list such as `{{1, 2}, {3, 4}}` is none. */
function isOutput(content: string): boolean {
  return content !== '' && !content.startsWith('{') && !content.includes('{{') && !/^[^{]*\}/.test(content)
}

function withoutTrimMarks(content: string): string {
  return content.slice(content.startsWith('-') ? 1 : 0, content.endsWith('-') ? -1 : undefined).trim()
}

/** What is between `{% raw %}` and `{% endraw %}`, without the lines that have only these tags. */
function rawText(text: string, opening: Range, ending: Range): TemplateTag {
  const inner = text.slice(opening.end, ending.start)
  const isBlock = /^[ \t]*\n/.test(inner) && /\n[ \t]*$/.test(inner)
  const behind = isBlock && text.charAt(ending.end) === '\n' ? 1 : 0
  return {
    start: opening.start,
    end: ending.end + behind,
    kind: 'text',
    name: 'raw',
    written: isBlock ? inner.replace(/^[ \t]*\n/, '').replace(/(\n)[ \t]*$/, '$1') : inner,
  }
}
