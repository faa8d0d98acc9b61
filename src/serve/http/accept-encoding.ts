import Negotiator from 'negotiator'
import { type Coding, type Encoding, encodings } from '../../publish/compression.ts'

const PREFERRED = [...(Object.keys(encodings) as Encoding[]), 'identity' as const]

/** How many different headers to remember, and how long one may be, so that nobody can fill the memory with them. */
const MEMORY = 500
const LONGEST = 1000

/** What the package's own types do not tell of it yet: that it can prefer one of those that are liked equally. */
interface EncodingNegotiator {
  encodings: (available: readonly Coding[], options: { preferred: readonly Coding[] }) => Coding[]
}

/**
 * Chooses the content coding that a client likes best by its `Accept-Encoding` (RFC 9110 §12.5.3), and the smallest of
 * those that it likes equally. One that accepts nothing gets the document as it is.
 *
 * @returns a function, since nearly all clients send one of a few headers, which need be parsed only once
 */
export function createEncodingChooser(): (acceptEncoding: string | undefined) => Coding {
  const known = new Map<string, Coding>()
  return (acceptEncoding) => {
    if (acceptEncoding === undefined || acceptEncoding.length > LONGEST) return 'identity'
    const before = known.get(acceptEncoding)
    if (before) return before
    const request = { headers: { 'accept-encoding': acceptEncoding } }
    const negotiator = new Negotiator(request) as unknown as EncodingNegotiator
    const [chosen = 'identity'] = negotiator.encodings(PREFERRED, { preferred: PREFERRED })
    if (known.size >= MEMORY) known.clear()
    known.set(acceptEncoding, chosen)
    return chosen
  }
}
