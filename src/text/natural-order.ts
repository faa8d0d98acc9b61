/**
 * Compares names in natural order: ignores case and Latin accents, compares numbers by value, and breaks ties by code units.
 * Unlike `Intl.Collator`, it is the same in all versions of Node.
 */
export function compareNaturally(a: string, b: string): number {
  const [partsOfA, partsOfB] = [partsOf(a), partsOf(b)]
  for (const [index, part] of partsOfA.entries()) {
    const order = compareParts(part, partsOfB[index] ?? '')
    if (order !== 0) return order
  }
  return partsOfA.length - partsOfB.length || compareUnits(a, b)
}

/** Splits a name into numbers and the text between them. */
function partsOf(name: string): string[] {
  const folded = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/([a-z])[\u0300-\u036f]+/g, '$1')
    .normalize('NFC')
  return folded.match(/[0-9]+|[^0-9]+/g) ?? []
}

function compareParts(a: string, b: string): number {
  if (!isNumber(a) || !isNumber(b)) return compareUnits(a, b)
  const [digitsOfA, digitsOfB] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')]
  return digitsOfA.length - digitsOfB.length || compareUnits(digitsOfA, digitsOfB)
}

function isNumber(part: string): boolean {
  return /^[0-9]/.test(part)
}

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
