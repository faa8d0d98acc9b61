import { decodeHTML } from 'entities'
import { escapeHtml } from '../text/escape-html.ts'
import { packageText } from './package-feed.ts'
import { type Attributes, escapeXml } from './xml.ts'

/** An element with text, for the package's XML writer. */
export function text(value: string) {
  return { _text: packageText(value) }
}

/** An element with attributes, which the package's writer does not escape, except quotes. */
export function attributes(values: Attributes) {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return { _attributes: Object.fromEntries(entries.map(([name, value]) => [name, escapeXml(String(value))])) }
}

/** An element with text that readers show, and may interpret as HTML. */
export function displayText(plain: string) {
  return text(displayable(plain))
}

/**
 * Some readers interpret titles as HTML, others as plain text. The text is escaped only if that makes a difference; HTML knows
 * many entities without a semicolon too (`&copy=2`, `&notes`).
 */
export function displayable(plain: string): string {
  return /<[a-z/!?]|\uFFFD/i.test(plain) || decodeHTML(plain) !== plain ? escapeHtml(plain) : plain
}
