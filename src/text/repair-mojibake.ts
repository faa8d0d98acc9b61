/** The characters of windows-1252 for the bytes 0x80 to 0x9F; `\0` where it has none. Node's own decoder gives others. */
const FROM_0X80 = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** `É”` is more often a word in capitals before a closing mark than a misread letter. */
const CAPITAL_BEFORE_PUNCTUATION = /\p{Lu}[À-ß][’”»…–—]/u

/**
 * Text whose UTF-8 bytes were read as windows-1252 (`â€“` for `–`), read anew as UTF-8.
 *
 * The text stays as it is unless all of it maps back to bytes and those bytes are valid UTF-8, so that reading it
 * wrongly once more would give the same text again.
 */
export function repairMojibake(text: string): string {
  if (!/[Â-ô]/.test(text) || CAPITAL_BEFORE_PUNCTUATION.test(text)) return text
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    const byte = code < 0x100 ? code : 0x80 + FROM_0X80.indexOf(text.charAt(index))
    if (byte < 0x80 && code >= 0x100) return text
    bytes[index] = byte
  }
  try {
    return utf8.decode(bytes)
  } catch {
    return text
  }
}
