/**
 * Control characters but tab and newline, lone surrogates, U+FFFD and the noncharacters U+FFFE and U+FFFF: forbidden
 * by XML 1.0 §2.2 or, for C1 controls and U+FFFD, a sign of broken text in every case.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is for
const UNWANTED = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFD-\uFFFF]|\p{Surrogate}/gu

/** Text without the characters that no document may hold, and with `\n` as its only line break. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNWANTED, '')
}

/** Clean text on one line: white space folded to single spaces, none at the ends. No-break spaces stay. */
export function cleanLine(text: string): string {
  return cleanText(text)
    .replace(/[\t\n ]+/g, ' ')
    .trim()
}
