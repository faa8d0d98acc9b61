/** How far the end of one piece of JavaScript is looked for, in characters. */
const MAX_LENGTH = 20_000

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' }

/** Finds where pieces of JavaScript end. A scanner of one text gives up when it has looked too far in vain. */
export class ScriptScanner {
  readonly #text: string
  #budget: number

  constructor(text: string) {
    this.#text = text
    this.#budget = 4 * text.length + MAX_LENGTH
  }

  /** The position behind the bracket that closes the one at a position; undefined without one. */
  endOfBrackets(start: number): number | undefined {
    return this.#scan(start, (depth) => depth === 0)
  }

  /** The end of the line on which a statement ends, which has no open bracket. */
  endOfStatement(start: number): number | undefined {
    return this.#scan(start, (depth, sign) => depth === 0 && sign === '\n')
  }

  #scan(start: number, isEnd: (depth: number, sign: string) => boolean): number | undefined {
    const text = this.#text
    const limit = Math.min(text.length, start + Math.min(MAX_LENGTH, this.#budget))
    const open: string[] = []
    const unclosedUntil: Record<string, number> = {}
    for (let index = start; index < limit; index++) {
      const sign = text.charAt(index)
      if (sign === '"' || sign === "'" || sign === '`') {
        if (index < (unclosedUntil[sign] ?? 0)) continue
        const { end, isClosed } = endOfString(text, index, limit)
        if (isClosed) index = end
        else unclosedUntil[sign] = end
      } else if (sign === '/' && text.charAt(index + 1) === '*') {
        const end = text.slice(index, limit).indexOf('*/')
        index = end < 0 ? limit : index + end + 1
      } else if (CLOSING[sign] !== undefined) open.push(CLOSING[sign])
      else if (sign === open.at(-1)) open.pop()
      else if (sign !== '\n') continue
      if (isEnd(open.length, sign)) {
        this.#budget -= Math.min(100, index - start)
        return index + 1
      }
    }
    this.#budget -= limit - start
    return limit === text.length && isEnd(open.length, '\n') ? limit : undefined
  }
}

/** Where a string ends, or where it would have had to: an apostrophe begins none. */
function endOfString(text: string, start: number, limit: number): { end: number; isClosed: boolean } {
  const quote = text.charAt(start)
  for (let index = start + 1; index < limit; index++) {
    const sign = text.charAt(index)
    if (sign === quote) return { end: index, isClosed: true }
    if (sign === '\\') index++
    else if (sign === '\n' && quote !== '`') return { end: index, isClosed: false }
  }
  return { end: limit, isClosed: false }
}
