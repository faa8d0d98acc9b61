const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'])

/** The attributes of an element whose text is in a language; without one, its first letters give the direction. */
export function textIn(language: string | undefined) {
  return { lang: language, dir: language === undefined ? ('auto' as const) : directionOf(language) }
}

/** The attributes of an element with words of the interface, on pages in whatever language. */
export const IN_ENGLISH = { lang: 'en', dir: 'ltr' } as const

/** The directions that were asked for before, since the answer takes its time and lists ask often. */
const known = new Map<string, 'ltr' | 'rtl'>()

/** Which way a language is written, by the script that it is mostly written in. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const script = () => new Intl.Locale(language).maximize().script ?? ''
  const direction = known.get(language) ?? (RIGHT_TO_LEFT.has(script()) ? 'rtl' : 'ltr')
  known.set(language, direction)
  return direction
}
