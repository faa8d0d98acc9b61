import { escapeText } from 'entities'

/** Escapes plain text for an HTML element or a double-quoted attribute. U+FFFD becomes a reference: feed validators take it for damage. */
export function escapeHtml(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\uFFFD', '&#xFFFD;')
}
