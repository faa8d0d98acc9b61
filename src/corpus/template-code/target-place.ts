/** What stands before the target of a link or picture. */
const TARGET =
  /(?:\]\(<?|^[ \t]*\[(?!\^)[^\]\n]+\]:[ \t]*<?|\s(?:href|src|srcset|poster)=["']?)(?:\{\{[^{}]{0,60}\}\}){0,3}$/m

/** Whether a tag that begins at a position is the target of a link or picture, or its beginning. */
export function isTarget(text: string, start: number): boolean {
  return TARGET.test(text.slice(Math.max(0, start - 200), start))
}

/** Whether an output that ends at a position is the beginning of a URL whose rest is a reference: `{{ site.url }}{% link a.md %}`. */
export function isBeforeReference(text: string, end: number): boolean {
  return /^(?:\{\{[^{}]{0,100}\}\}){0,3}\{%-?\s{0,10}(?:post_url|link)\s/.test(text.slice(end, end + 400))
}
