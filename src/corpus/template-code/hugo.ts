import type { Range } from './code-ranges.ts'
import { createCursor, createEndFinder, createFinder, type TemplateTag, tagName, VERBATIM } from './template-tag.ts'

/** The shortcodes of Hugo, `{{< name >}}` and `{{% name %}}`. In code, only those that are escaped by a comment. */
export function findHugoTags(text: string, code: readonly Range[]): TemplateTag[] {
  const tags: TemplateTag[] = []
  const closings = { '<': createFinder(text, '>\\}\\}'), '%': createFinder(text, '%\\}\\}') }
  const findEnd = createEndFinder(text, (name) => `\\{\\{[<%]\\s*/\\s*${name}\\s*[%>]\\}\\}`)
  const codeAt = createCursor(code)
  let verbatimEnd = 0
  let position = 0
  for (let start = text.indexOf('{{'); start >= 0; start = text.indexOf('{{', position)) {
    position = start + 2
    const sign = text.charAt(start + 2)
    if (sign !== '<' && sign !== '%') continue
    const closing = closings[sign](start + 3)
    if (!closing) continue
    const { end } = closing
    const content = text.slice(start + 3, closing.start)
    const escaped = /^\s*\/\*/.test(content) && content.trimEnd().endsWith('*/')
    if (escaped) {
      const shown = content.replace('/*', '').replace(/\*\/(?=\s*$)/, '')
      tags.push({ start, end, kind: 'text', name: '', written: `{{${sign}${shown}${text.slice(closing.start, end)}` })
      position = end
      continue
    }
    if (start < verbatimEnd || (start !== verbatimEnd && codeAt(start) !== undefined)) continue
    const [all = '', slash, word = ''] = /^\s*(\/?)\s*([\p{L}\p{N}_./-]+)/u.exec(content.slice(0, 200)) ?? []
    if (word === '' || content.includes('{{')) continue
    const name = tagName(word)
    const written = content.slice(all.length).trim()
    const isVoid = written.endsWith('/')
    tags.push({
      start,
      end,
      kind: slash ? 'end' : 'call',
      isVoid,
      name,
      written: isVoid ? written.slice(0, -1) : written,
    })
    position = end
    if (!slash && !isVoid && VERBATIM.has(name)) verbatimEnd = findEnd(name, end)?.start ?? verbatimEnd
  }
  return tags
}
