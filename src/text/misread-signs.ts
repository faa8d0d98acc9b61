/** What the second and later bytes of a character look like in windows-1252. */
const SIGN = '[\\u0080-\\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]'

/**
 * What no right text has, in any language. `É®`, `ß’`, `Ä…`, `×½` and the like are left out: right words end with such letters,
 * and right signs follow them.
 */
const PROOFS = [
  // Punctuation (`â€“`), currencies and symbols: `€` and `„` never follow a letter directly, `œ` never follows `â`.
  `â[\\u0080-\\u0084\\u0086-\\u009F€‚„ˆœšž]${SIGN}`,
  // Emoji.
  `ðŸ${SIGN}{2}`,
  // A mark of the byte order.
  '^ï»¿(?=\\S)',
  // A capital letter after a small one: `fÃ¼r`, `naÅ‚`, `20Â°`.
  `[a-z][ÃÄÅ]${SIGN}|[a-z]È[˜™š›]|[a-z\\d]Â${SIGN}|[.,;:!?]Â\\u00A0`,
  // Letters that no language has side by side: `Ãœ`, `Åš`.
  '[ÂÃ][\\u0080-\\u0084\\u0086-\\u009F]|Ã[ŠŒŽšœžŸƒ]|Ä[œŒŸƒ]|Å[šžœŒŸ]',
  // A sign that never precedes a letter directly: `Ã©cole`, `Å‚atwy`.
  '(?<!\\p{Lu}{2})Ã[¡-¬¯-¶¸-¿][a-z]{2}|(?<!\\p{L})Ã[‰ˆ˜‚„€†‡]\\p{L}{2}|(?<!\\p{L})Ã–[a-z]{3}',
  '(?<!\\p{L})(?:Å[‚„ˆ¡¢£¤¥¦¨«¼½¾]|Ä[Œ‚„ˆ¡¤¥¦])\\p{L}{2}|(?<!\\p{L})(?:Â[¡£¥§©«¿][\\p{L}\\d]|Â© \\d{4})',
  // A sign that never follows a letter directly, or never stands between two: `CAFÃ‰`, `SEÃ‘OR`.
  '\\p{Lu}Ã‰|\\p{Lu}Ã[†‡‘“”‹›€ˆ˜‚„]\\p{Lu}',
  // Languages with `Ã` have neither K nor W nor SCH before it: `KÃ–LN`.
  '(?:[KW]|SCH)Ã–\\p{Lu}',
  // Words in other scripts; `Ø–Ø–Ø–` may be right.
  `(?!(..)\\1\\1)(?:[ÎÏ]${SIGN}){3}|(?!(..)\\2\\2)(?:[ÐÑ]${SIGN}){3}|(?!(..)\\3\\3)(?:[ØÙ]${SIGN}){3}`,
  '(?!(..)\\1\\1)(?:×[\\u0090‘’“”•–—˜™š›œ\\u009DžŸ\\u00A0-ª]){3}',
  `(?!(...)\\1)(?:[à-ï]${SIGN}{2}){2}`,
].map((source) => new RegExp(source, 'u'))

/** A text about damage: between blanks a quotation mark, an apostrophe, or what was damaged twice, or any between quotation marks. */
const MENTIONS = [
  `(?:^|\\s)(?:â€[˜™œ\\u009D]|Ã[¢‚ƒ](?:[Â-ô]|${SIGN})*)(?=[\\s.,;:!?]|$)`,
  `(["'\`(|]) ?(?:[Â-ô]${SIGN}{1,3})+ ?["'\`)|]`,
].map((source) => new RegExp(source, 'u'))

/**
 * Whether a text has signs that only UTF-8 decoded as windows-1252 has (`â€“`, `fÃ¼r`), and is not about such signs. Where
 * right text could look the same, there is a doubt.
 */
export function isMisreadBeyondDoubt(text: string): boolean {
  return PROOFS.some((proof) => proof.test(text)) && !MENTIONS.some((mention) => mention.test(text))
}
