const RIGHT_TO_LEFT_SCRIPTS = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'])

/**
 * Languages that are usually written in one of these scripts, and exceptions (Unicode CLDR, likely subtags). Listed here because
 * Node's own data differs between versions.
 */
const RIGHT_TO_LEFT = wordsOf(`
  aeb aii ajp apc apd ar arc ars ary arz azb bal bft bgn bqi brh ckb dv fa glk gju hac haz he hnd hno khw ks ktl lad lah
  lki lrc luz mzn nqo ota pbt pnb prd prs ps rhg sam sd sdh skr smp swb syc syr trw ug ur ydd yi zdj
`)
const OTHER_DIRECTION = wordsOf(`
  az-IQ az-IR ha-CM ha-SD kk-AF kk-CN kk-IR kk-MN ku-IQ ku-IR ku-LB ky-CN ms-CC pa-PK sd-IN tg-PK ug-KZ ug-MN uz-AF
`)

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}

/** The attributes of an element with text in a language; without one, the direction follows from the text. */
export function textIn(language: string | undefined) {
  return { lang: language, dir: language === undefined ? ('auto' as const) : directionOf(language) }
}

/** The attributes of an element with interface text, on pages in any language. */
export const IN_ENGLISH = { lang: 'en', dir: 'ltr' } as const

/** The writing direction of a language, by its script or the usual one. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const [, code = '', script, region = ''] = /^(\w+)(?:-([A-Z]\w{3}))?(?:-([A-Z]{2}))?/.exec(language) ?? []
  if (script) return RIGHT_TO_LEFT_SCRIPTS.has(script) ? 'rtl' : 'ltr'
  const isException = OTHER_DIRECTION.has(`${code}-${region}`)
  return RIGHT_TO_LEFT.has(code) !== isException ? 'rtl' : 'ltr'
}
