import type { Call, Expand, TemplateContext } from './call.ts'
import { guessExpansion } from './guess-expansion.ts'
import { liquidValue } from './liquid-values.ts'
import type { TagLanguage } from './tag-language.ts'
import { type TemplateTag, tagName } from './template-tag.ts'

/** How much all values of a text may write, in characters. */
const MAX_WRITTEN = 1024 * 1024

/** Liquid and Nunjucks: variables and conditions, besides the tags of a table. */
export function liquidLanguage(
  table: ReadonlyMap<string, Expand>,
  context: TemplateContext,
  { tags, isSure }: { tags: readonly TemplateTag[]; isSure: boolean },
): TagLanguage {
  const variables = new Map<string, string>()
  let written = 0
  let namesRead: Set<string> | undefined
  const isRead = (name: string) => {
    namesRead ??= new Set(
      tags.flatMap(({ kind, written }) =>
        kind === 'output' || written.includes('=') ? (written.match(/\w+/g) ?? []) : [],
      ),
    )
    return namesRead.has(name)
  }
  const evaluate = (expression: string) => {
    const value = written < MAX_WRITTEN ? liquidValue(expression, context, variables) : undefined
    written += value?.text.length ?? 0
    return value
  }

  /** `{% assign a = "b" %}`, `{% set a = "b" %}`, `{% capture a %}b{% endcapture %}` */
  const assign: Expand = ({ written, inner }) => {
    const [, name, expression] = /^(\w+)\s*(?:=(.*))?$/s.exec(written.trim()) ?? []
    if (name === undefined) return undefined
    if (expression === undefined && inner !== undefined && !isRead(name)) return { inline: inner, lines: [inner] }
    const value = expression === undefined ? inner?.trim() : liquidValue(expression, context, variables)?.text
    if (value === undefined || value.length > 10_000) variables.delete(name)
    else variables.set(name, value)
    return { inline: '' }
  }

  /** `{% include figure.html src="a.png" %}`: the tag of that name. */
  const include: Expand = (call) => {
    const [file = '', ...values] = call.values
    const name = tagName(file.replace(/^.*\//, '').replace(/\.\w+$/, ''))
    const named = new Map([...call.named].map(([key, value]) => [key, atRoot(valueOfArgument(value))]))
    const included: Call = { ...call, name, values, named }
    const isCall = values.length > 0 || named.size > 0
    return (isCall ? table.get(name)?.(included, context) : undefined) ?? guessExpansion({ ...included, values })
  }
  const valueOfArgument = (value: string) =>
    variables.get(value) ?? (/^(?:page|site)\.[\w.]+$/.test(value) ? (evaluate(value)?.text ?? value) : value)

  /** Includes put the URL of the site before the paths of its folders. */
  const atRoot = (path: string) =>
    /^(?:assets|images?|img|media|uploads|static|files)\//.test(path)
      ? (liquidValue(`"${path}" | relative_url`, context, variables)?.text ?? path)
      : path

  /** Items that are not known leave the words between them, if there are any. */
  const loop: Expand = ({ inner = '' }) =>
    hasWords(inner) ? { inline: inner, lines: [inner] } : inner === '' ? undefined : { inline: '' }
  const condition: Expand = ({ inner }) => (inner === undefined ? undefined : { inline: inner, lines: [inner] })

  const control: Record<string, Expand> = {
    assign,
    set: assign,
    capture: assign,
    include,
    'include-relative': include,
    'include-cached': include,
    for: loop,
    tablerow: loop,
    if: condition,
    unless: condition,
    case: condition,
  }
  return { find: (name) => (Object.hasOwn(control, name) ? control[name] : table.get(name)), evaluate, isSure }
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.replace(/<[^<>]*>|\]\([^()\n]*\)/g, ''))
}
