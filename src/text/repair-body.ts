import { repairMojibake } from './repair-mojibake.ts'

/** A letter before a sign, as in all damage; most texts have none. */
const SUSPICIOUS = /[Â-ô][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/

/**
 * Repairs mojibake in a Markdown text, each line by itself, but never in code.
 *
 * @param codeIn finds the code in the text, in order
 */
export function repairBody(text: string, codeIn: (text: string) => readonly { start: number; end: number }[]): string {
  if (!SUSPICIOUS.test(text)) return text
  const parts: string[] = []
  let position = 0
  for (const { start, end } of codeIn(text)) {
    parts.push(repairLines(text.slice(position, start)), text.slice(start, end))
    position = end
  }
  parts.push(repairLines(text.slice(position)))
  return parts.join('')
}

function repairLines(text: string): string {
  return text
    .split('\n')
    .map((line) => (SUSPICIOUS.test(line) ? repairMojibake(line) : line))
    .join('\n')
}
