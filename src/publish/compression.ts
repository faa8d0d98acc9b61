import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** The content codings that documents are published in (RFC 9110 §8.4.1), the preferred first, and their suffixes. */
export const encodings = { br: '.br', gzip: '.gz' } as const

export type Encoding = keyof typeof encodings

/** A content coding, or none. */
export type Coding = Encoding | 'identity'

/** What a document's path ends in, in a coding. */
export function suffixOf(coding: Coding): string {
  return coding === 'identity' ? '' : encodings[coding]
}

/** How hard to try: `best` is some thirty times slower than `fast` and saves about a fifth. */
export type Effort = 'best' | 'fast'

/** Bytes: few documents are longer once they are compressed. */
const CHUNK = 65_536

/** Compresses in the thread pool of zlib. */
export async function compress(body: Buffer, encoding: Encoding, effort: Effort): Promise<Buffer> {
  const isBest = effort === 'best'
  if (encoding === 'gzip') return promisify(gzip)(body, { chunkSize: CHUNK, level: isBest ? 9 : 3 })
  return promisify(brotliCompress)(body, {
    chunkSize: CHUNK,
    params: {
      [constants.BROTLI_PARAM_QUALITY]: isBest ? 10 : 4,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      [constants.BROTLI_PARAM_LGWIN]: windowFor(body.length),
    },
  })
}

/** The smallest window that holds all of a document (RFC 7932 §9.1), as a power of two: a larger one costs time alone. */
function windowFor(bytes: number): number {
  const wanted = Math.ceil(Math.log2(bytes + 16))
  return Math.min(Math.max(wanted, constants.BROTLI_MIN_WINDOW_BITS), constants.BROTLI_DEFAULT_WINDOW)
}
