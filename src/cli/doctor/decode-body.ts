import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { MAX_BYTES } from '../compare-feed/limits.ts'
import type { Answer } from './exchange.ts'

/** A body without its content codings, or why it cannot be decoded. */
export type Decoded = { bytes: Buffer; problem?: undefined } | { bytes?: undefined; problem: string }

const decoders: Record<string, (body: Buffer, options: { maxOutputLength: number }) => Buffer> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
}

/** The content codings of an answer, in the order in which they were applied (RFC 9110 §8.4). */
export function codingsOf({ headers }: Answer): string[] {
  const names = (headers.get('content-encoding') ?? '').toLowerCase().split(',')
  return names.map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity')
}

/** Decodes the body of an answer, of at most 20 MiB. */
export function decodeBody(answer: Answer): Decoded {
  let bytes = answer.body
  for (const coding of codingsOf(answer).reverse()) {
    const decode = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined
    if (!decode) return { problem: `Content-Encoding ${JSON.stringify(coding)} is none that readers know` }
    try {
      bytes = decode(bytes, { maxOutputLength: MAX_BYTES })
    } catch (error) {
      const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      return {
        problem: isTooLarge ? 'it is larger than 20 MiB' : `the body is not ${coding}, which Content-Encoding names`,
      }
    }
  }
  if (isGzip(bytes)) return { problem: `it is still gzip after decoding ${codingsOf(answer).join(', ') || 'nothing'}` }
  return { bytes }
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}
