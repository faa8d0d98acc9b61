import Negotiator from 'negotiator'
import { type Coding, type Encoding, encodings } from '../../publish/compression.ts'

const PREFERRED = [...(Object.keys(encodings) as Encoding[]), 'identity' as const]

/** How many headers to cache, and how long one may be, so that clients cannot fill the memory. */
const MAX_CACHED = 500
const MAX_LENGTH = 1000

/** An option that the types of the package lack: which coding to prefer among equals. */
interface EncodingNegotiator {
  encodings: (available: readonly Coding[], options: { preferred: readonly Coding[] }) => Coding[]
}

/**
 * Ranks the content codings that a client accepts by its `Accept-Encoding` (RFC 9110 §12.5.3), the smallest first among
 * equals.
 *
 * @returns a function with a cache: nearly all clients send one of a few headers
 */
export function createEncodingRanker(): (acceptEncoding: string | undefined) => readonly Coding[] {
  const cache = new Map<string, readonly Coding[]>()
  return (acceptEncoding) => {
    if (acceptEncoding === undefined || acceptEncoding.length > MAX_LENGTH) return []
    const cached = cache.get(acceptEncoding)
    if (cached) return cached
    const request = { headers: { 'accept-encoding': acceptEncoding } }
    const negotiator = new Negotiator(request) as unknown as EncodingNegotiator
    const ranked = negotiator.encodings(PREFERRED, { preferred: PREFERRED })
    if (cache.size >= MAX_CACHED) cache.clear()
    cache.set(acceptEncoding, ranked)
    return ranked
  }
}
