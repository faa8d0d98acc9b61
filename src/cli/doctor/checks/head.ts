import { deploymentDiagnostic } from '../../../model/deployment-rules.ts'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { FeedVisit } from '../visit.ts'

/** Header fields that a client asks for with HEAD. */
const COMPARED = ['content-type', 'etag', 'last-modified']

/** Whether HEAD is answered like GET (RFC 9110 §9.3.2). */
export function checkHead({ url, answer, head, again }: FeedVisit): Diagnostic[] {
  if (head.failure) return [deploymentDiagnostic('head-differs', url, `HEAD: ${head.failure.message}`)]
  if (head.answer.status !== answer.status) {
    return [
      deploymentDiagnostic(
        'head-differs',
        url,
        `HEAD is answered with ${head.answer.status}, GET with ${answer.status}`,
      ),
    ]
  }
  const differing = COMPARED.filter((name) => {
    const [one, other, third] = [answer, head.answer, again.answer].map((each) => each?.headers.get(name) ?? null)
    // What differs between two GET requests says nothing about HEAD.
    return one !== other && one === third
  })
  const values = differing.map(
    (name) => `${name}: ${head.answer.headers.get(name) ?? 'none'} (GET: ${answer.headers.get(name) ?? 'none'})`,
  )
  return differing.length > 0 ? [deploymentDiagnostic('head-differs', url, `HEAD has ${values.join('; ')}`)] : []
}
