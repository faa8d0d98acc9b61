/**
 * Hugo's form of names and titles in paths: blanks become hyphens; letters, digits, marks and `./\_#+~-@` stay; the rest is
 * dropped (`paths.Sanitize` in Hugo's `common/paths/path.go`).
 */
export function hugoSanitize(text: string): string {
  let sanitized = ''
  let isBlankPending = false
  for (const [character] of text.matchAll(/%[\da-f]{2}|./gisu)) {
    if (/^[\p{L}\p{Nd}\p{M}./\\_#+~@%-]/u.test(character) && character !== '%') {
      if (isBlankPending && character !== '-') sanitized += '-'
      isBlankPending = false
      sanitized += character
    } else if (sanitized !== '' && !sanitized.endsWith('-') && /\s/u.test(character)) {
      isBlankPending = true
    }
  }
  return sanitized
}

/** Letters without accents, as with Hugo's `removePathAccents`. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
}
