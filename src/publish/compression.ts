import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants, gunzip, gzip } from 'node:zlib'

/** The content codings of published documents (RFC 9110 §8.4.1), in order of preference, with their suffixes. */
export const encodings = { br: '.br', gzip: '.gz' } as const

export type Encoding = keyof typeof encodings

/** A content coding, or none. */
export type Coding = Encoding | 'identity'

/** The suffix of a document's path in a coding. */
export function suffixOf(coding: Coding): string {
  return coding === 'identity' ? '' : encodings[coding]
}

/** `best` is about 30 times slower than `fast` and saves about a fifth. */
export type Effort = 'best' | 'fast'

/** Few documents are larger when compressed. */
const CHUNK_BYTES = 65_536

/** Compresses in zlib's thread pool. */
export async function compress(body: Buffer, encoding: Encoding, effort: Effort): Promise<Buffer> {
  const isBest = effort === 'best'
  if (encoding === 'gzip') return promisify(gzip)(body, { chunkSize: CHUNK_BYTES, level: isBest ? 9 : 3 })
  return promisify(brotliCompress)(body, {
    chunkSize: CHUNK_BYTES,
    params: {
      [constants.BROTLI_PARAM_QUALITY]: isBest ? 10 : 4,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      [constants.BROTLI_PARAM_LGWIN]: windowFor(body.length),
    },
  })
}

/** Decompresses in zlib's thread pool. */
export async function decompress(body: Buffer, coding: Coding): Promise<Buffer> {
  if (coding === 'identity') return body
  const options = { chunkSize: Math.max(CHUNK_BYTES, body.length) }
  return coding === 'gzip' ? promisify(gunzip)(body, options) : promisify(brotliDecompress)(body, options)
}

/** The exponent of the smallest window that contains a whole document (RFC 7932 §9.1). A larger window only costs time. */
function windowFor(bytes: number): number {
  const wanted = Math.ceil(Math.log2(bytes + 16))
  return Math.min(Math.max(wanted, constants.BROTLI_MIN_WINDOW_BITS), constants.BROTLI_DEFAULT_WINDOW)
}
