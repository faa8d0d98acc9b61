import { deploymentDiagnostic } from '../../../model/deployment-rules.ts'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import { readContent } from '../read-content.ts'
import type { FeedVisit } from '../visit.ts'

const DAY_MS = 86_400_000

/** Clocks differ a little. */
const TOLERANCE_MS = 300_000

/** Whether the feed has what readers need to ask only for changes (RFC 9110 §8.8). */
export function checkValidators(feed: FeedVisit, { now }: { now: Date }): Diagnostic[] {
  const { url, answer, content, again } = feed
  const etag = answer.headers.get('etag')
  const lastModified = answer.headers.get('last-modified')
  const etagAgain = again.answer?.headers.get('etag')
  const isSame = again.answer && textOf(readContent(again.answer)) === content.text
  return [
    ...missing(url, etag, lastModified),
    ...(etag !== null && !/^(?:W\/)?"[^"]*"$/.test(etag)
      ? [deploymentDiagnostic('etag-malformed', url, `ETag is ${etag}`)]
      : []),
    ...(etag !== null && isSame && etag !== etagAgain
      ? [
          deploymentDiagnostic(
            'etag-unstable',
            url,
            `two requests get ${etag} and ${etagAgain ?? 'none'} for the same document`,
          ),
        ]
      : []),
    ...(lastModified === null ? [] : implausible(feed, lastModified, now)),
  ]
}

function missing(url: string, etag: string | null, lastModified: string | null): Diagnostic[] {
  if (etag !== null && lastModified !== null) return []
  if (etag === null && lastModified === null) {
    return [
      deploymentDiagnostic(
        'validators-missing',
        url,
        'has neither ETag nor Last-Modified: each poll gets the whole feed',
      ),
    ]
  }
  const isEtag = etag === null
  return [
    deploymentDiagnostic(
      isEtag ? 'etag-missing' : 'last-modified-missing',
      url,
      `has no ${isEtag ? 'ETag' : 'Last-Modified'}`,
    ),
  ]
}

function implausible({ url, content }: FeedVisit, lastModified: string, now: Date): Diagnostic[] {
  const date = Date.parse(lastModified)
  const published = content.document.items.flatMap((item) => item.published?.getTime() ?? [])
  const newest = published
    .filter((time) => time <= now.getTime())
    .reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const problem = Number.isNaN(date)
    ? 'is no date'
    : date > now.getTime() + TOLERANCE_MS
      ? 'is in the future'
      : date < newest - DAY_MS
        ? `is before the newest item (${new Date(newest).toUTCString()})`
        : undefined
  return problem
    ? [deploymentDiagnostic('last-modified-implausible', url, `Last-Modified "${lastModified}" ${problem}`)]
    : []
}

function textOf(content: ReturnType<typeof readContent>): string | undefined {
  return 'text' in content ? content.text : undefined
}
