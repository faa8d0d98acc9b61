import { FlowScanner } from './flow-scanner.ts'

/** What YAML cannot start plain text with, except where it means something else. */
const INDICATOR = /^(?:[@`%,\]}|>*&!]|[-?:](?:\s|$))/
const REFERENCE = /^(?:\*[^\s*,[\]{}]+|&[^\s,[\]{}]+(?:\s.*)?|!(?:[A-Za-z!<][^\s(]*)?(?:\s.*)?)$/s
const COLON = /:(?:\s|$)/

const ESCAPE = /\\(?:[0abt\tnvfre "/\\N_LP\n]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})?/g

/** Within brackets: what is quoted, a tab, or an item that would have to be quoted. */
const FLOW_TOKEN = /"(?:[^"\\]|\\.)*"?|'[^']*'?|\t|(?<=[[,]\s*)[@`%*&!][^,[\]{}"']*?(?=\s*[,\]])/g

/** A value after repair, with its lines, and what was wrong. */
interface RepairedValue {
  parts: string[]
  message: string
}

/**
 * Repairs a value that YAML does not read as its author meant it.
 *
 * @param parts its lines, without indentation
 * @param isField whether it is the value of a field; in an item of a list, a colon makes a field
 * @returns undefined if there is nothing to repair, or if it cannot be repaired because a quote or bracket is not closed
 */
export function repairValue(parts: string[], isField: boolean): RepairedValue | undefined {
  const text = parts.join('\n')
  if (/^["'[{]/.test(text)) {
    const rest = afterClosing(parts)
    if (rest === undefined) return undefined
    if (/^\s*(?:#.*)?$/.test(rest)) return repairEnclosed(parts)
  } else if (isReference(text) || !(INDICATOR.test(text) || (isField && COLON.test(text)))) {
    return undefined
  }
  return { parts: quote(withoutQuotes(text)).split('\n'), message: 'text is not quoted' }
}

function isReference(text: string): boolean {
  return /^[*&!]/.test(text) && REFERENCE.test(text)
}

/** What follows the closing quote or bracket of a value; undefined if there is none. */
function afterClosing(parts: string[]): string | undefined {
  const scanner = new FlowScanner()
  for (const [index, part] of parts.entries()) {
    const closed = scanner.closes(part)
    if (closed !== undefined) return [part.slice(closed), ...parts.slice(index + 1)].join('\n')
  }
  return undefined
}

function repairEnclosed(parts: string[]): RepairedValue | undefined {
  const opening = parts[0]?.[0]
  if (opening === '"') return repairEscapes(parts.join('\n'))
  if (opening === "'") return undefined
  const repaired = parts.map((part) => part.replace(FLOW_TOKEN, repairToken))
  return { parts: repaired, message: 'a list contains tabs or text that is not quoted' }
}

function repairToken(token: string): string {
  if (token === '\t') return ' '
  return /^["']/.test(token) || isReference(token) ? token : quote(token)
}

/** Takes all backslashes literally if one of them starts no escape of YAML. */
function repairEscapes(text: string): RepairedValue | undefined {
  if (!text.match(ESCAPE)?.includes('\\')) return undefined
  const repaired = text.replace(/\\(["\\\n])?/g, (pair, escaped) => (escaped ? pair : '\\\\'))
  return { parts: repaired.split('\n'), message: 'a backslash in double quotes is not doubled' }
}

/** Text without the quotes around it, if they belong together: not those of `"One" and "two"`. */
function withoutQuotes(text: string): string {
  const mark = text.charAt(0)
  if (text.length < 2 || !/["']/.test(mark) || !text.endsWith(mark)) return text
  const inside = text.slice(1, -1)
  const isPaired = (inside.split(mark).length - 1) % 2 === 0
  const opensAgain = /^["']|\s["']/.test(inside.slice(0, inside.indexOf(mark) + 1))
  return isPaired && !opensAgain ? text : inside
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
