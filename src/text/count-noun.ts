/** A number with its noun in the right form: `1 article`, `2 articles`. */
export function countNoun(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
