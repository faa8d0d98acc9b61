import { decodeHTMLStrict } from 'entities'
import { cleanLine } from './clean-text.ts'
import { repairMojibake } from './repair-mojibake.ts'

/** Most texts, also with typographic dashes and quotation marks: already clean. A fast path. */
const CLEAN = /^[!-%'-~\u2010-\u2027]+(?: [!-%'-~\u2010-\u2027]+)*$/

/** Cleans plain text as its author wrote it: repairs mojibake, removes invalid characters, collapses white space. */
export function plainText(text: string): string {
  return CLEAN.test(text) ? text : cleanLine(repairMojibake(text))
}

/**
 * The plain text of a field that is known to be escaped for HTML: as `plainText`, but decodes entities once (only those that
 * end in a semicolon), and removes U+FFFD, the sign of a wrong charset.
 */
export function decodedText(text: string): string {
  return CLEAN.test(text) ? text : cleanLine(decodeHTMLStrict(repairMojibake(text)).replaceAll('\uFFFD', ''))
}
