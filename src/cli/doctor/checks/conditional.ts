import { deploymentDiagnostic } from '../../../model/deployment-rules.ts'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { Exchange } from '../exchange.ts'
import { readContent } from '../read-content.ts'
import type { FeedVisit } from '../visit.ts'

/** Whether conditional requests are answered with 304 exactly if nothing changed (RFC 9110 §13). */
export function checkConditional({ url, answer, content, conditional }: FeedVisit): Diagnostic[] {
  const { etag, date, both, otherEtag, oldDate } = conditional
  // What changed in the meantime is sent rightly.
  const isSentAgain = (exchange: Exchange | undefined): exchange is Exchange => {
    const received = exchange?.answer && readContent(exchange.answer)
    return exchange?.answer?.status === 200 && received?.kind === 'feed' && received.text === content.text
  }
  const tag = answer.headers.get('etag') ?? ''
  const alone = isSentAgain(etag)
  return [
    ...(alone
      ? [deploymentDiagnostic('etag-ignored', url, `If-None-Match: ${tag} is answered with 200${explainTag(tag)}`)]
      : []),
    ...(!alone && isSentAgain(both)
      ? [
          deploymentDiagnostic(
            'etag-ignored',
            url,
            `If-None-Match: ${tag} is answered with 304, but with 200 if If-Modified-Since is there too`,
          ),
        ]
      : []),
    ...(isSentAgain(date)
      ? [
          deploymentDiagnostic(
            'date-ignored',
            url,
            `If-Modified-Since: ${answer.headers.get('last-modified')} is answered with 200`,
          ),
        ]
      : []),
    ...[otherEtag, oldDate].flatMap(({ answer, headers }) => {
      if (answer?.status !== 304) return []
      const [name = '', value = ''] = Object.entries(headers).find(([key]) => /^If-/.test(key)) ?? []
      return [
        deploymentDiagnostic(
          'not-modified-always',
          url,
          `${name}: ${value} is answered with 304, although no version has it`,
        ),
      ]
    }),
  ]
}

/** Who changed an entity tag on its way, so that its origin no longer knows it. */
function explainTag(tag: string): string {
  if (/-(?:gzip|br|zstd)"$/.test(tag))
    return '; the suffix is by a proxy that compresses (Apache), and the origin does not know it'
  if (tag.startsWith('W/')) return '; W/ is by a proxy that compresses (nginx, Cloudflare), or by the origin'
  return ''
}
