import { escapeText } from 'entities'

/** Plain text as HTML, safe in an element and in a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;')
}
