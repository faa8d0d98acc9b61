/**
 * Control characters except tab and newline, lone surrogates, and the noncharacters U+FFFE and U+FFFF: forbidden by XML 1.0
 * §2.2 or, for C1 controls, always a sign of broken text.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters
const INVALID = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Surrogate}/gu

/** Removes characters that are invalid in a document; `\n` becomes the only line break. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(INVALID, '')
}

/** Clean text on one line: white space collapsed and trimmed. No-break spaces stay. */
export function cleanLine(text: string): string {
  return cleanText(text)
    .replace(/[\t\n ]+/g, ' ')
    .trim()
}
