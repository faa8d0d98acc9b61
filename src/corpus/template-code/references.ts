/**
 * The target of a link to another file of the corpus, named as the author does. It has a scheme of its own, because only the
 * whole corpus knows the URL of that article.
 */
export function corpusReference(reference: string): string {
  return `corpus:${encodeTarget(reference.trim())}`
}

/** A URL as it can stand in Markdown, between `(` and `)`, and in an attribute. */
export function encodeTarget(url: string): string {
  return url.replace(
    /[\s<>"'`()\\[\]{}|^]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}

/** A text as it can stand in Markdown between `[` and `]`. */
export function escapeLabel(text: string): string {
  return oneLine(text).replace(/[[\]\\]/g, '\\$&')
}

export function oneLine(text: string): string {
  return text.includes('\n')
    ? text
        .split('\n')
        .map((line) => line.trim())
        .join(' ')
    : text
}
