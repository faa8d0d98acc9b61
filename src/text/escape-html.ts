import { escapeText } from 'entities'

/** Escapes plain text for an HTML element or a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;')
}
