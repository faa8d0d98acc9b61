import { repairMojibake } from './repair-mojibake.ts'

/** A letter before a sign, as in all damage; most texts have none. */
const SUSPICIOUS = /[Â-ô][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/

const FENCE = /^ {0,3}(`{3,}|~{3,})/
const INDENTED_CODE = /^(?: {4}|\t)/
const INLINE_CODE = /(`+[^`]+`+|<code\b[^>]*>.*?<\/code>)/i

/** Repairs mojibake in a Markdown text, each line by itself, but never in code. */
export function repairBody(text: string): string {
  if (!SUSPICIOUS.test(text)) return text
  let end: RegExp | undefined
  return text
    .split('\n')
    .map((line) => {
      if (end) {
        if (end.test(line)) end = undefined
        return line
      }
      end = endOfCode(line)
      return end || INDENTED_CODE.test(line) ? line : repairLine(line)
    })
    .join('\n')
}

/** What ends the code block that a line begins. */
function endOfCode(line: string): RegExp | undefined {
  const fence = FENCE.exec(line)?.[1]
  if (fence) return new RegExp(`^ {0,3}${fence}`)
  return /<pre\b(?!.*<\/pre>)/i.test(line) ? /<\/pre>/i : undefined
}

function repairLine(line: string): string {
  if (!SUSPICIOUS.test(line)) return line
  return line
    .split(INLINE_CODE)
    .map((piece, index) => (index % 2 === 0 ? repairMojibake(piece) : piece))
    .join('')
}
