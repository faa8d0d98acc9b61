import { decodeHTMLStrict } from 'entities'
import { cleanLine } from './clean-text.ts'
import { repairMojibake } from './repair-mojibake.ts'

/** What most texts are, typographic dashes and quotation marks included: nothing in it would change. */
const ORDINARY = /^[!-%'-~\u2010-\u2027]+(?: [!-%'-~\u2010-\u2027]+)*$/

/**
 * Plain text from a field that may be dirty: wrong-charset text repaired, HTML entities decoded once (only those that
 * end in a semicolon), characters that no document may hold removed, white space folded.
 */
export function plainText(text: string): string {
  if (ORDINARY.test(text)) return text
  return cleanLine(decodeHTMLStrict(repairMojibake(text)))
}
