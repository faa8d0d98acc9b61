/** Finds where a quoted value, or a list or mapping in brackets, is closed; lines are given one after the other. */
export class FlowScanner {
  #depth = 0
  #quote = ''
  #canQuote = true

  /** The offset after what closes the value; undefined if the line does not close it. */
  closes(line: string): number | undefined {
    for (let index = 0; index < line.length; index++) {
      const character = line[index] as string
      if (this.#quote) {
        if (this.#quote === '"' && character === '\\') index++
        else if (character !== this.#quote) continue
        else if (this.#quote === "'" && line[index + 1] === "'") index++
        else if (this.#close(0)) return index + 1
      } else if (this.#canQuote && (character === '"' || character === "'")) this.#quote = character
      else if (character === '[' || character === '{') this.#depth++
      else if ((character === ']' || character === '}') && this.#close(1)) return index + 1
      if (!/\s/.test(character)) this.#canQuote = /[[{,:]/.test(character)
    }
    return undefined
  }

  #close(levels: number): boolean {
    this.#quote = ''
    this.#depth -= levels
    return this.#depth <= 0
  }
}
