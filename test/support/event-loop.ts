/** Counts the turns of the event loop from now on. */
export function countTurns(): () => number {
  let turns = 0
  const next = () => {
    turns++
    setImmediate(next).unref()
  }
  next()
  return () => turns
}

/** Blocks the event loop for a time in milliseconds. */
export function block(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}
