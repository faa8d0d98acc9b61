import type { Range } from './code-ranges.ts'
import type { ScriptScanner } from './scan-script.ts'
import { siteFile } from './script-values.ts'
import { createCursor, type TemplateTag } from './template-tag.ts'

const IMPORT =
  /import\s(?:\s{0,10}([\w$*{},\s]{1,2000}?)\s{1,10}from\s{0,10}|\s{0,10})(["'])([^"'\n]{1,500})\2[^\n]{0,200}(?:\n|$)/y
const EXPORT = /export\s{1,10}(?:default|const|let|var|function|async|class|type|interface|\*|\{)(?![\w-])/y
const CONSTANT = /export\s+const\s+([\w$]+)\s*=\s*(["'`])([^"'`\n]{0,2000})\2/y

/** The imports and exports of an MDX text, which leave nothing, and the texts and files that they name. */
export function findModules(
  text: string,
  code: readonly Range[],
  scanner: ScriptScanner,
): { tags: TemplateTag[]; named: Map<string, string> } {
  const tags: TemplateTag[] = []
  const named = new Map<string, string>()
  const codeAt = createCursor(code)
  let position = 0
  for (const { index: start } of text.matchAll(/^(?:import|export)\b/gm)) {
    if (start < position || codeAt(start)) continue
    const end = importEnd(text, start, named) ?? exportEnd(text, start, scanner, named)
    if (end === undefined) continue
    position = end
    tags.push({ start, end: text.charAt(end - 1) === '\n' ? end - 1 : end, kind: 'text', name: '', written: '' })
  }
  return { tags, named }
}

function importEnd(text: string, start: number, named: Map<string, string>): number | undefined {
  IMPORT.lastIndex = start
  const found = IMPORT.exec(text)
  const [, names = '', , file = ''] = found ?? []
  const [name] = /^[\w$]+/.exec(names.trim()) ?? []
  if (name !== undefined && /\.\w{2,5}(?:\?.*)?$/.test(file)) named.set(name, siteFile(file))
  return found ? IMPORT.lastIndex : undefined
}

function exportEnd(
  text: string,
  start: number,
  scanner: ScriptScanner,
  named: Map<string, string>,
): number | undefined {
  EXPORT.lastIndex = start
  if (!EXPORT.test(text)) return undefined
  CONSTANT.lastIndex = start
  const [, name, , value] = CONSTANT.exec(text) ?? []
  if (name !== undefined && value !== undefined) named.set(name, value)
  return scanner.endOfStatement(start)
}
