import { deploymentDiagnostic } from '../../../model/deployment-rules.ts'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import { codingsOf } from '../decode-body.ts'
import type { Exchange } from '../exchange.ts'
import { readContent } from '../read-content.ts'
import type { FeedVisit } from '../visit.ts'

/** Smaller documents fit into few packets anyway. */
const WORTH_COMPRESSING = 10_000

/** Whether the feed comes compressed, if that was asked for, in a coding that was asked for, and caches know (RFC 9110 §12.5.3). */
export function checkCodings({ url, answer, content, plain, brotli }: FeedVisit): Diagnostic[] {
  const variants = [
    { ...plain, accepted: [] as string[] },
    { ...brotli, accepted: ['gzip', 'x-gzip', 'br'] },
  ]
  const first = { answer, accepted: ['gzip', 'x-gzip'] }
  const answers = [first, ...variants.map(({ answer, accepted }) => ({ answer, accepted }))]
  const codings = new Set(answers.map(({ answer }) => (answer ? codingsOf(answer).join(', ') : '')))
  // An uncompressed copy harms nobody who gets it from a cache.
  const varies = answers.every(({ answer }) => {
    const isPlain = !answer || codingsOf(answer).length === 0
    return isPlain || /\*|accept-encoding/i.test(answer.headers.get('vary') ?? '')
  })
  return [
    ...answers.flatMap(({ answer, accepted }) => {
      const unasked = (answer ? codingsOf(answer) : []).filter((coding) => !accepted.includes(coding))
      const asked = accepted.includes('br') ? 'gzip, br' : (accepted[0] ?? 'identity')
      const message = `Accept-Encoding: ${asked} is answered with Content-Encoding: ${unasked.join(', ')}`
      return unasked.length > 0 ? [deploymentDiagnostic('coding-unasked', url, message)] : []
    }),
    ...variants.flatMap((exchange) => brokenCoding(url, exchange)),
    ...(codings.size > 1 && !varies
      ? [deploymentDiagnostic('vary-missing', url, `is sent as ${list(codings)} without Vary: Accept-Encoding`)]
      : []),
    ...(codingsOf(answer).length === 0 && content.bytes > WORTH_COMPRESSING
      ? [deploymentDiagnostic('not-compressed', url, `${content.bytes} bytes, although the request accepts gzip`)]
      : []),
  ]
}

function brokenCoding(url: string, { answer, headers }: Exchange): Diagnostic[] {
  const content = answer && readContent(answer)
  if (content?.kind !== 'undecodable') return []
  return [
    deploymentDiagnostic('coding-broken', url, `Accept-Encoding: ${headers['Accept-Encoding']}: ${content.reason}`),
  ]
}

function list(codings: ReadonlySet<string>): string {
  return [...codings].map((coding) => coding || 'plain text').join(', ')
}
