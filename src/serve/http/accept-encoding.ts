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
 * Chooses the content coding that a client prefers by its `Accept-Encoding` (RFC 9110 §12.5.3), the smallest among equals,
 * and none for a client that accepts none.
 *
 * @returns a function with a cache: nearly all clients send one of a few headers
 */
export function createEncodingChooser(): (acceptEncoding: string | undefined) => Coding {
  const cache = new Map<string, Coding>()
  return (acceptEncoding) => {
    if (acceptEncoding === undefined || acceptEncoding.length > MAX_LENGTH) return 'identity'
    const cached = cache.get(acceptEncoding)
    if (cached) return cached
    const request = { headers: { 'accept-encoding': acceptEncoding } }
    const negotiator = new Negotiator(request) as unknown as EncodingNegotiator
    const [chosen = 'identity'] = negotiator.encodings(PREFERRED, { preferred: PREFERRED })
    if (cache.size >= MAX_CACHED) cache.clear()
    cache.set(acceptEncoding, chosen)
    return chosen
  }
}
