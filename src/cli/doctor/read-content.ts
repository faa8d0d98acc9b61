import { decodeText } from '../compare-feed/decode-text.ts'
import { type FeedDocument, parseFeedDocument } from '../compare-feed/parse-feed.ts'
import { decodeBody } from './decode-body.ts'
import type { Answer } from './exchange.ts'
import { findMalformed, hasEnd } from './find-malformed.ts'

const PAGE = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,1000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i

/** What an answer has in its body, whatever its headers say about it. */
export type Content =
  | { kind: 'feed'; text: string; bytes: number; document: FeedDocument }
  | { kind: 'page' | 'unrecognized'; text: string }
  | { kind: 'truncated' | 'malformed' | 'undecodable' | 'too-large'; reason: string }

/** The answers of a visit mostly hold the same text. */
let last: { text: string; content: Content } | undefined

/** Reads the body of an answer. */
export function readContent(answer: Answer): Content {
  if (answer.end === 'too-large') return { kind: 'too-large', reason: 'it is larger than 20 MiB' }
  if (answer.end === 'cut') {
    const length = answer.headers.get('content-length')
    const announced = length ? ` of the ${length} that Content-Length announces` : ''
    return { kind: 'truncated', reason: `the connection ends after ${answer.body.length} bytes${announced}` }
  }
  const { bytes, problem } = decodeBody(answer)
  if (!bytes) return { kind: 'undecodable', reason: problem }
  const text = decodeText(bytes, answer.headers.get('content-type')).replace(/^\ufeff/, '')
  if (last?.text !== text) last = { text, content: parseContent(text, bytes.length) }
  return last.content
}

function parseContent(text: string, bytes: number): Content {
  if (PAGE.test(text)) return { kind: 'page', text }
  if (!/^\s*[<{]/.test(text)) return { kind: 'unrecognized', text }
  const reason = findMalformed(text)
  if (reason) return { kind: hasEnd(text) ? 'malformed' : 'truncated', reason }
  try {
    return { kind: 'feed', text, bytes, document: parseFeedDocument(text, '') }
  } catch {
    return { kind: 'unrecognized', text }
  }
}
