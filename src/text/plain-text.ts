import { decodeHTMLStrict } from 'entities'
import { cleanLine } from './clean-text.ts'
import { repairMojibake } from './repair-mojibake.ts'

/** Most texts, also with typographic dashes and quotation marks: already clean. A fast path. */
const CLEAN = /^[!-%'-~\u2010-\u2027]+(?: [!-%'-~\u2010-\u2027]+)*$/

/**
 * Cleans the plain text of a field: repairs mojibake, decodes HTML entities once (only those that end in a semicolon),
 * removes invalid characters, collapses white space.
 */
export function plainText(text: string): string {
  if (CLEAN.test(text)) return text
  return cleanLine(decodeHTMLStrict(repairMojibake(text)))
}
