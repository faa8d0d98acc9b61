import { escapeHtml } from '../../text/escape-html.ts'
import type { JsxTag } from './jsx-tag.ts'
import { type ScriptValues, scriptValue } from './script-values.ts'
import type { TemplateTag } from './template-tag.ts'

/** Elements in which there can be blocks of Markdown. */
const CONTAINERS = new Set('div section center details figure aside article main header footer nav'.split(' '))

const NO_ARGUMENTS = { values: [], named: new Map<string, string>() }

/** A component: a tag that the table of components knows, or not. */
export function componentTag({ start, end, name, kind, attributes }: JsxTag, values: ScriptValues): TemplateTag {
  const named = new Map<string, string>()
  for (const [attribute, { text, script }] of attributes) {
    const value = text ?? (script === undefined ? undefined : (scriptValue(script, values) ?? markupText(script)))
    if (value !== undefined) named.set(attribute.toLowerCase(), value)
  }
  return {
    start,
    end,
    kind: kind === 'close' ? 'end' : 'call',
    isVoid: kind === 'void',
    needsEnd: kind === 'open',
    name: (name || 'fragment').toLowerCase(),
    written: '',
    parsed: attributes.size === 0 ? NO_ARGUMENTS : { values: [], named },
  }
}

/** The text of an attribute that is JSX: `title={<b>A title</b>}`. */
function markupText(script: string): string | undefined {
  if (!/^<[^{}]*>$/.test(script)) return undefined
  return (
    script
      .replace(/<[^<>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim() || undefined
  )
}

/** An element of HTML with its attributes as in HTML; undefined if it can stay as it is. */
export function htmlTag(tag: JsxTag, text: string, values: ScriptValues): TemplateTag | undefined {
  const { start, end, name, kind, attributes } = tag
  const isJsx = [...attributes].some(([attribute, { script }]) => script !== undefined || attribute === 'className')
  const written = isJsx ? htmlOf(tag, values) : text.slice(start, end)
  if (CONTAINERS.has(name) && kind !== 'void') {
    const parsed = { values: [written], named: new Map<string, string>() }
    return { start, end, kind: kind === 'close' ? 'end' : 'call', needsEnd: !isJsx, name: `<${name}>`, written, parsed }
  }
  return isJsx ? { start, end, kind: 'text', name, written } : undefined
}

/** A tag of JSX in HTML, without what only scripts can know. */
export function htmlOf({ name, kind, attributes }: JsxTag, values: ScriptValues): string {
  const written = [...attributes].map(([attribute, { text, script }]) => {
    const value = text ?? (script === undefined || attribute === 'style' ? undefined : scriptValue(script, values))
    if (value === undefined || /^on[A-Z]/.test(attribute)) return ''
    return ` ${attribute === 'className' ? 'class' : attribute}="${text === undefined ? escapeHtml(value) : value.replaceAll('"', '&quot;')}"`
  })
  return `<${name}${written.join('')}${kind === 'void' ? ' />' : '>'}`
}
