import { isMisreadBeyondDoubt } from './misread-signs.ts'

/** Windows-1252 for the bytes 0x80 to 0x9F; `\0` marks undefined bytes, which Node's decoder maps to C1 controls. */
const FROM_0X80 = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Repairs text whose UTF-8 bytes were decoded as windows-1252 (`â€“` for `–`).
 *
 * The text is unchanged unless something in it is damage beyond doubt, all of it maps back to bytes, and those bytes are valid
 * UTF-8; so the repair is exactly the inverse of the wrong decoding.
 */
export function repairMojibake(text: string): string {
  if (!/[Â-ô]/.test(text) || !isMisreadBeyondDoubt(text)) return text
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
