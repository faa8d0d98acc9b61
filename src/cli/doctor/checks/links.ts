import { deploymentDiagnostic } from '../../../model/deployment-rules.ts'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import { isRedirect } from '../exchange.ts'
import { readContent } from '../read-content.ts'
import type { FeedVisit } from '../visit.ts'

/** Whether the feed links to itself at the URL where it was found, in the document and in the header. */
export function checkSelfLink({ url, answer, content }: FeedVisit): Diagnostic[] {
  const hrefs = (rel: string) =>
    content.document.links.filter((link) => link.rel === rel).map(({ href }) => resolve(href, url))
  const [self] = hrefs('self')
  const header = parseLinkHeader(answer.headers.get('link') ?? '')
  const differing = (['self', 'hub'] as const).filter((rel) => {
    const others = header.filter((link) => link.rel === rel).map(({ href }) => resolve(href, url))
    return others.length > 0 && others.sort().join(' ') !== hrefs(rel).sort().join(' ')
  })
  return [
    ...(self === undefined ? [deploymentDiagnostic('self-link-missing', url, 'has no link to itself')] : []),
    ...(self !== undefined && self !== resolve(url)
      ? [deploymentDiagnostic('self-link-differs', url, `its self link is ${self}${nameDifference(self, url)}`)]
      : []),
    ...differing.map((rel) =>
      deploymentDiagnostic('link-header-differs', url, `rel="${rel}" in the Link header is not that of the document`),
    ),
  ]
}

/**
 * Whether the hubs that the feed names answer. A hub refuses GET, which changes nothing there: any status below 500 shows that it
 * works.
 */
export function checkHubs({ hubs }: FeedVisit): Diagnostic[] {
  return hubs.flatMap(({ url, answer, failure }) => {
    if (failure) return [deploymentDiagnostic('hub-unreachable', url, failure.message)]
    return answer.status >= 500
      ? [deploymentDiagnostic('hub-unreachable', url, `is answered with ${answer.status}`)]
      : []
  })
}

/** Whether the document with the next older items is there (RFC 5005 §4, JSON Feed `next_url`). */
export function checkArchive({ archive }: FeedVisit): Diagnostic[] {
  const last = archive?.at(-1)
  if (!last) return []
  const { url, answer, failure } = last
  if (failure) return [deploymentDiagnostic('archive-unreachable', url, failure.message)]
  const isFeed = answer.status === 200 && readContent(answer).kind === 'feed'
  if (isFeed) return []
  const message = answer.status !== 200 || isRedirect(answer) ? `is answered with ${answer.status}` : 'is no feed'
  return [deploymentDiagnostic('archive-unreachable', url, message)]
}

/** The relations and targets of a `Link` header (RFC 8288 §3). */
function parseLinkHeader(header: string): { rel: string; href: string }[] {
  return [...header.matchAll(/<([^>]*)>([^<]*)/g)].flatMap(([, href = '', parameters = '']) => {
    const [, quoted, bare] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters) ?? []
    return (quoted ?? bare ?? '').split(/\s+/).map((rel) => ({ rel: rel.toLowerCase(), href }))
  })
}

function resolve(href: string, base?: string): string {
  return URL.canParse(href, base) ? new URL(href, base).href : href
}

/** In what two URLs differ, if that is hard to see. */
function nameDifference(one: string, other: string): string {
  if (!URL.canParse(one)) return ', which is no URL'
  const [a, b] = [new URL(one), new URL(other)]
  const parts = (['protocol', 'hostname', 'port', 'pathname', 'search'] as const).filter((part) => a[part] !== b[part])
  const names = { protocol: 'scheme', hostname: 'host', port: 'port', pathname: 'path', search: 'query' }
  return ` (another ${parts.map((part) => names[part]).join(' and ')})`
}
