import { escapeHtml } from '../../text/escape-html.ts'
import type { TemplateContext } from './call.ts'
import { codeElements, codeRanges, mdxCodeRanges } from './code-ranges.ts'
import { expandTags } from './expand-tags.ts'
import { readJsxTag } from './jsx-tag.ts'
import { withMath } from './math-ranges.ts'
import { findComponent } from './mdx-components.ts'
import { separateHtml } from './mdx-html.ts'
import { findModules } from './mdx-modules.ts'
import { componentTag, htmlOf, htmlTag } from './mdx-tags.ts'
import { ScriptScanner } from './scan-script.ts'
import { type ScriptValues, scriptValue, stringLiteral } from './script-values.ts'
import type { ExpandedText } from './tag-language.ts'
import { createCursor, type TemplateTag, VERBATIM } from './template-tag.ts'

/** How deep JSX in an expression can be in another. */
const MAX_DEPTH = 3

/** Words between braces, which are no JavaScript in a file that may be no MDX. */
const PROSE = /^[\p{L}_][\p{L}\p{N}\s,_-]*$/u

/** Writes an MDX text in Markdown and HTML: without its imports, exports and comments, with the text of its components. */
export function expandMdx(text: string, context: TemplateContext): ExpandedText {
  const code = mdxCodeRanges(text)
  const modules = findModules(text, code, new ScriptScanner(text))
  const expanded = expandJsx(text, { named: modules.named, context }, modules.tags, 0)
  return { ...expanded, text: separateHtml(expanded.text) }
}

/** Whether a text begins as only MDX does: `import A from "a"`. */
export function beginsWithImport(text: string): boolean {
  return /^\s{0,100}import\s[^\n]{1,500}\sfrom\s+["'][^"'\n]+["'];?[ \t]*\n/.test(text)
}

/** Writes the elements with attributes such as `style={{ color: 'red' }}` in HTML; all else stays as it is. */
export function expandJsxElements(text: string, context: TemplateContext): string {
  if (!text.includes('={{')) return text
  const scanner = new ScriptScanner(text)
  const codeAt = createCursor(codeRanges(text))
  const elementAt = createCursor(codeElements(text))
  const parts: string[] = []
  let position = 0
  for (const { index } of text.matchAll(/<[a-z][^<>{}]{0,500}=\{\{/g)) {
    const code = codeAt(index)
    const isWritten = code !== undefined && code.start !== elementAt(index)?.start
    const tag = index < position || isWritten ? undefined : readJsxTag(text, index, scanner)
    if (!tag) continue
    parts.push(text.slice(position, index), htmlOf(tag, { named: new Map(), context }))
    position = tag.end
  }
  return parts.join('') + text.slice(position)
}

function expandJsx(text: string, values: ScriptValues, modules: readonly TemplateTag[], depth: number): ExpandedText {
  const tags: TemplateTag[] = []
  const scanner = new ScriptScanner(text)
  const codeAt = createCursor(withMath(text, mdxCodeRanges(text)))
  const elementAt = createCursor(codeElements(text))
  const moduleAt = createCursor(modules)
  const isMdx = values.context.path.endsWith('.mdx') || modules.length > 0
  let last: TemplateTag | undefined
  let position = 0
  for (const { 0: sign, index } of text.matchAll(/[{<\\]/g)) {
    if (index < position || codeAt(index)) continue
    const module = moduleAt(index)
    if (module) {
      position = module.end
      continue
    }
    const element = elementAt(index)
    const isInElement = element !== undefined && element.start < index
    if (sign === '\\') position = index + 2
    else if (sign === '{') {
      const end = isAttributeList(text, index) ? undefined : scanner.endOfBrackets(index)
      if (end === undefined) continue
      position = end
      const script = text.slice(index + 1, end - 1).trim()
      if ((isInElement && stringLiteral(script) === undefined) || (!isMdx && PROSE.test(script))) continue
      tags.push(
        expressionTag(
          text,
          { start: index, end },
          { values, depth, isVerbatim: last !== undefined && VERBATIM.has(last.name) },
        ),
      )
    } else {
      const tag = readJsxTag(text, index, scanner)
      if (!tag || (isInElement && !/^[a-z]/.test(tag.name))) continue
      position = tag.end
      last = /^[a-z]/.test(tag.name) ? htmlTag(tag, text, values) : componentTag(tag, values)
      if (last) tags.push(last)
    }
  }
  const all = [...modules, ...tags].sort((a, b) => a.start - b.start)
  const language = {
    find: findComponent,
    evaluate: (script: string) => shown(scriptValue(script, values)),
    isSure: true,
  }
  return expandTags(text, all, language, values.context)
}

const shown = (value: string | undefined) =>
  value === undefined ? undefined : { text: escapeHtml(value), isKnown: true }

/** `{#id}` and `{.class}` are Markdown. */
function isAttributeList(text: string, start: number): boolean {
  return /^\{:?\s{0,5}[#.][\w-]|^\{:/.test(text.slice(start, start + 10))
}

function expressionTag(
  text: string,
  { start, end }: { start: number; end: number },
  { values, depth, isVerbatim }: { values: ScriptValues; depth: number; isVerbatim: boolean },
): TemplateTag {
  const script = text.slice(start + 1, end - 1).trim()
  const asText = (written: string): TemplateTag => ({ start, end, kind: 'text', name: '', written })
  if (script === '' || /^\/\*[\s\S]*\*\/$/.test(script)) {
    const [, mark, id] = /^\/\*\s{0,10}(?:(truncate|more)|#([\w:.-]{1,200}))\s{0,10}\*\/$/.exec(script) ?? []
    if (id !== undefined) return asText(`{#${id}}`)
    return asText(mark === undefined ? '' : `<!-- ${mark} -->`)
  }
  const literal = stringLiteral(script)
  if (literal !== undefined) return asText(isVerbatim ? literal : escapeHtml(literal))
  const markup = /<[A-Za-z>][\s\S]*>/.exec(script)?.[0]
  if (markup === undefined || depth >= MAX_DEPTH) return { start, end, kind: 'output', name: '', written: script }
  return asText(expandJsx(markup, values, [], depth + 1).text)
}
