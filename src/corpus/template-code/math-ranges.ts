import { findDollarMath } from '../../markdown/inline-math.ts'
import { merge, type Range } from './code-ranges.ts'
import { createCursor } from './template-tag.ts'

/**
 * The code in a text and the TeX between dollars, in which braces and brackets mean nothing to a generator.
 *
 * @param code in order
 */
export function withMath(text: string, code: readonly Range[]): Range[] {
  const math: Range[] = []
  const codeAt = createCursor(code)
  let position = 0
  for (const { 0: sign, index: start } of text.matchAll(/\\.|\$\$?(?!\{)/gs)) {
    if (sign.startsWith('\\') || start < position || codeAt(start)) continue
    const found = findDollarMath(text, start)
    if (!found) continue
    position = found.end
    math.push({ start, end: position })
  }
  return merge(code, math)
}
