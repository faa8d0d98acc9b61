/** The name that is most similar to a misspelled one; undefined if none is similar. */
export function nearestName(misspelled: string, names: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(misspelled.length / 3))
  const [nearest] = names
    .filter(({ length }) => Math.abs(length - misspelled.length) <= limit)
    .map((name) => ({ name, distance: editDistance(misspelled.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
  return nearest?.name
}

/** The least number of inserted, deleted or replaced characters that turn one text into the other. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] as number) + (from[row - 1] === to[column - 1] ? 0 : 1)
      current.push(Math.min(replaced, (previous[column] as number) + 1, (current[column - 1] as number) + 1))
    }
    previous = current
  }
  return previous[to.length] as number
}
