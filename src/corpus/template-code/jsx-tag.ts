import type { ScriptScanner } from './scan-script.ts'

/** The value of an attribute: text, or JavaScript. */
interface JsxValue {
  text?: string
  script?: string
}

/** A tag of JSX: `<Name a="b" c={d}>`, `</Name>`, `<Name />`. A fragment has no name; `{...rest}` is the attribute `...`. */
export interface JsxTag {
  start: number
  end: number
  name: string
  kind: 'open' | 'close' | 'void'
  attributes: ReadonlyMap<string, JsxValue>
}

const MAX_ATTRIBUTES = 100

/** Reads the tag that begins at a position; undefined if there is none. */
export function readJsxTag(text: string, start: number, scanner: ScriptScanner): JsxTag | undefined {
  const [opening, slash, name = ''] = match(/<(\/?)\s*([A-Za-z][\w.:-]*|(?=>))/y, text, start) ?? []
  if (opening === undefined) return undefined
  const attributes = new Map<string, JsxValue>()
  let position = start + opening.length
  for (let count = 0; count < MAX_ATTRIBUTES; count++) {
    position += match(/\s{0,1000}/y, text, position)?.[0].length ?? 0
    const [ending] = match(/\/?\s*>/y, text, position) ?? []
    if (ending !== undefined) {
      const kind = slash ? 'close' : ending.startsWith('/') ? 'void' : 'open'
      return { start, end: position + ending.length, name, kind, attributes }
    }
    if (text.charAt(position) === '{') {
      const end = scanner.endOfBrackets(position)
      if (end === undefined) return undefined
      attributes.set('...', { script: text.slice(position + 1, end - 1).trim() })
      position = end
      continue
    }
    const [written, attribute = ''] =
      match(/([A-Za-z_:@][\w.:-]{0,100})(?:\s{0,10}=\s{0,10}(?=["'{]))?/y, text, position) ?? []
    if (written === undefined) return undefined
    position += written.length
    if (!/=\s*$/.test(written)) {
      attributes.set(attribute, { text: '' })
      continue
    }
    const quote = text.charAt(position)
    const end = quote === '{' ? scanner.endOfBrackets(position) : endOfQuote(text, position)
    if (end === undefined) return undefined
    const value = text.slice(position + 1, end - 1)
    attributes.set(attribute, quote === '{' ? { script: value.trim() } : { text: value })
    position = end
  }
  return undefined
}

function endOfQuote(text: string, start: number): number | undefined {
  const end = text.slice(start + 1, start + 20_000).indexOf(text.charAt(start))
  return end < 0 ? undefined : start + end + 2
}

function match(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position
  return pattern.exec(text)
}
