import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** The content codings that documents are published in (RFC 9110 §8.4.1), the preferred first, and their suffixes. */
export const encodings = { br: '.br', gzip: '.gz' } as const

export type Encoding = keyof typeof encodings

/** A content coding, or none. */
export type Coding = Encoding | 'identity'

/** All of them, and none. */
export const codings: readonly Coding[] = ['identity', 'br', 'gzip']

/** How hard to try: `best` is about twenty times slower than `fast` and saves about a ninth. */
export type Effort = 'best' | 'fast'

/** Compresses in the thread pool of zlib. */
export async function compress(body: Buffer, encoding: Encoding, effort: Effort): Promise<Buffer> {
  const isBest = effort === 'best'
  if (encoding === 'gzip') return promisify(gzip)(body, { level: isBest ? 9 : 4 })
  return promisify(brotliCompress)(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: isBest ? 10 : 5,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  })
}
