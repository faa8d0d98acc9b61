import { slugOf } from '../../text/slug.ts'

/** What articles are found by, besides numbers. */
export const termKinds = ['topic', 'author', 'provider', 'type', 'locale', 'word'] as const

export type TermKind = (typeof termKinds)[number]

/** The constants of FNV-1a with 32 bits. */
const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193

/** A run of letters, marks and digits. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu

/** Accents of the Latin, Greek and Cyrillic scripts; in others, marks are vowels. */
const ACCENTS = /[\u0300-\u036F]/g

/** Scripts without spaces between words. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]+/u

/** Where such scripts begin and end. */
const BOUNDARY = new RegExp(`(${UNSPACED.source})`, 'u')

/**
 * The words of a text, without case and accents. In scripts without spaces, each pair of neighbouring characters is a word, and
 * each character; words and numbers of other scripts among them are words too.
 */
export function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKD').replace(ACCENTS, '').toLowerCase().normalize('NFC')
  const words = folded.match(WORD) ?? []
  if (!UNSPACED.test(folded)) return words
  const runs = words.flatMap((word) => word.split(BOUNDARY)).filter((run) => run !== '')
  return runs.flatMap((run) => (UNSPACED.test(run) ? pairsOf(run) : [run]))
}

/** The words that a text must contain to contain the given ones: as {@link wordsOf}, but a longer text is found by its pairs. */
export function queryWordsOf(text: string): string[] {
  const words = wordsOf(text)
  const isPaired = (word: string) =>
    words.some((other) => other !== word && UNSPACED.test(other) && other.includes(word))
  return words.filter((word) => !(UNSPACED.test(word) && isPaired(word)))
}

function pairsOf(word: string): string[] {
  const characters = [...word]
  return characters.flatMap((character, index) => {
    const next = characters[index + 1]
    return next === undefined ? [character] : [character, character + next]
  })
}

/** The key of the name of an author or a type; undefined if it has no letters or digits. */
export const nameKey = slugOf

/** The key of a publisher's name or domain: a domain stays as it is. */
export function providerKey(name: string): string | undefined {
  const lower = name.trim().toLowerCase().normalize('NFC')
  return /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+$/u.test(lower) ? lower : slugOf(name)
}

/** The keys of a language tag: itself and what it is a variant of (`pt-br`, `pt`). */
export function localeKeys(tag: string): string[] {
  const parts = tag.toLowerCase().split('-')
  return parts.map((_, index) => parts.slice(0, index + 1).join('-'))
}

/**
 * A number that stands for a term: 53 bits, so that among a million terms two share a number once in 18,000 corpora. It consists of
 * the hash FNV-1a (RFC 9923) of kind and term, and of that of the term read backwards.
 */
export function termNumber(kind: TermKind, value: string): number {
  const seed = Math.imul(OFFSET_BASIS ^ termKinds.indexOf(kind), PRIME)
  let [high, low] = [seed, seed]
  for (let index = 0; index < value.length; index++) {
    high = Math.imul(high ^ value.charCodeAt(index), PRIME)
    low = Math.imul(low ^ value.charCodeAt(value.length - 1 - index), PRIME)
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0)
}
