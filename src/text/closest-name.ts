/**
 * The name that a mistyped one most likely means, compared without case: the one with the fewest edits, if these are at most a
 * third of its letters, or the first that begins with it. Undefined if none is close.
 */
export function closestName(mistyped: string, names: readonly string[]): string | undefined {
  const typed = mistyped.toLowerCase().slice(0, 100)
  let closest: string | undefined
  let fewest = Number.POSITIVE_INFINITY
  for (const name of names) {
    const edits = countEdits(typed, name.toLowerCase())
    if (edits < fewest && edits <= Math.max(1, Math.floor(name.length / 3))) {
      closest = name
      fewest = edits
    }
  }
  return closest ?? (typed.length > 2 ? names.find((name) => name.toLowerCase().startsWith(typed)) : undefined)
}

/** The number of letters to insert, remove, replace or swap with the next, to turn one text into another. */
function countEdits(from: string, to: string): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1]
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (isSame ? 0 : 1),
        isSwapped ? at(beforePrevious, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforePrevious = previous
    previous = current
  }
  return at(previous, to.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
