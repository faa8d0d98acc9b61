import { deploymentDiagnostic } from '../../../model/deployment-rules.ts'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import { parseMediaType } from '../../../text/media-type.ts'
import { charsetOf, declaredEncoding } from '../../compare-feed/decode-text.ts'
import { decodeBody } from '../decode-body.ts'
import { formatNames } from '../format-names.ts'
import type { FeedVisit } from '../visit.ts'

const XML = ['application/xml', 'text/xml']

/** The media types under which readers take a document for a feed. */
const mediaTypes = {
  rss: ['application/rss+xml', ...XML],
  rdf: ['application/rdf+xml', 'application/rss+xml', ...XML],
  atom: ['application/atom+xml', ...XML],
  json: ['application/feed+json', 'application/json'],
}

/** Whether the media type and the charset are those of the document. */
export function checkMediaType({ url, answer, content }: FeedVisit): Diagnostic[] {
  const contentType = answer.headers.get('content-type')
  const { format } = content.document
  const mediaType = parseMediaType(contentType ?? '')
  const charset = charsetOf(contentType)
  const { bytes = Buffer.alloc(0) } = decodeBody(answer)
  const actual = declaredEncoding(bytes) ?? 'utf-8'
  const sent =
    contentType === null ? 'has no Content-Type' : `is ${formatNames[format]}, sent as ${JSON.stringify(contentType)}`
  return [
    ...(mediaType === 'text/html' ? [deploymentDiagnostic('media-type-html', url, sent)] : []),
    ...(mediaType !== 'text/html' && !(mediaType && mediaTypes[format].includes(mediaType))
      ? [deploymentDiagnostic('media-type-wrong', url, sent)]
      : []),
    ...(charset && !isSame(charset, actual)
      ? [deploymentDiagnostic('charset-wrong', url, `is in ${actual}, but Content-Type says ${charset}`)]
      : []),
    ...(isSame(charset ?? actual, 'utf-8') && content.text.includes('\ufffd') && !bytes.includes('\ufffd')
      ? [deploymentDiagnostic('charset-wrong', url, 'has bytes that are not UTF-8')]
      : []),
  ]
}

function isSame(one: string, other: string): boolean {
  const canonical = (name: string) => name.toLowerCase().replace(/^us-ascii$|^utf8$/, 'utf-8')
  return canonical(one) === canonical(other)
}
