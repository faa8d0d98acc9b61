import { deploymentDiagnostic } from '../../../model/deployment-rules.ts'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { Answer } from '../exchange.ts'
import { readContent } from '../read-content.ts'
import type { FeedVisit } from '../visit.ts'

/** Readers that obey it look once a day. */
const LONG_SECONDS = 86_400

/** Caches may round, and their clocks differ. */
const TOLERANCE_SECONDS = 60

/** Whether caches keep the feed, but not too long, and all have the same (RFC 9111). */
export function checkCaching({ url, answer, content, again, plain, brotli }: FeedVisit): Diagnostic[] {
  const { headers } = answer
  const directives = parseDirectives(headers.get('cache-control'))
  const ofClients = seconds(directives.get('max-age'))
  const lifetime = seconds(directives.get('s-maxage')) ?? ofClients ?? lifetimeByExpires(answer)
  const longest = Math.max(lifetime ?? 0, ofClients ?? 0)
  const age = seconds(headers.get('age')) ?? 0
  const stale = age - (lifetime ?? Number.POSITIVE_INFINITY) - (seconds(directives.get('stale-while-revalidate')) ?? 0)
  const forbidden = ['no-store', 'private'].filter((name) => directives.has(name))
  const hasHub = content.document.links.some(({ rel }) => rel === 'hub')
  const isOther = [again, plain, brotli].some(({ answer }) => {
    const other = answer && readContent(answer)
    return other?.kind === 'feed' && other.text !== content.text
  })
  return [
    ...(directives.size === 0 && lifetime === undefined
      ? [deploymentDiagnostic('cache-control-missing', url, 'has neither Cache-Control nor Expires')]
      : []),
    ...(forbidden.length > 0
      ? [deploymentDiagnostic('cache-forbidden', url, `Cache-Control: ${forbidden.join(', ')}`)]
      : []),
    ...(longest > LONG_SECONDS
      ? [deploymentDiagnostic('cache-too-long', url, `caches keep it for ${inWords(longest)}`)]
      : []),
    ...(stale > TOLERANCE_SECONDS
      ? [deploymentDiagnostic('copy-stale', url, `Age: ${age}, ${inWords(stale)} longer than Cache-Control allows`)]
      : []),
    ...(hasHub && (lifetime ?? 0) > 0
      ? [deploymentDiagnostic('hub-cached', url, `has a hub, but shared caches keep it for ${inWords(lifetime ?? 0)}`)]
      : []),
    ...(isOther
      ? [deploymentDiagnostic('versions-differ', url, 'requests one after the other get different documents')]
      : []),
    ...(headers.has('set-cookie')
      ? [deploymentDiagnostic('cookie-set', url, `sets the cookie ${cookieName(headers)}`)]
      : []),
  ]
}

/** Whether pages of other origins may read the feed (Fetch §3.3). */
export function checkCors({ url, answer }: FeedVisit): Diagnostic[] {
  const origin = answer.headers.get('access-control-allow-origin')
  if (origin === '*') return []
  const message = origin === null ? 'has no Access-Control-Allow-Origin' : `Access-Control-Allow-Origin is ${origin}`
  return [deploymentDiagnostic('cors-missing', url, message)]
}

function parseDirectives(header: string | null): Map<string, string> {
  const parts = (header ?? '').toLowerCase().split(',')
  return new Map(
    parts.flatMap((part) => {
      const [name = '', value = ''] = part.trim().split('=')
      return name === '' ? [] : [[name, value.replaceAll('"', '')] as const]
    }),
  )
}

function seconds(text: string | null | undefined): number | undefined {
  return text && /^\d{1,10}$/.test(text) ? Number(text) : undefined
}

function lifetimeByExpires({ headers }: Answer): number | undefined {
  const [expires, date] = ['expires', 'date'].map((name) => Date.parse(headers.get(name) ?? ''))
  const difference = ((expires ?? Number.NaN) - (date ?? Number.NaN)) / 1000
  return Number.isNaN(difference) ? undefined : Math.max(difference, 0)
}

function inWords(duration: number): string {
  if (duration >= 2 * 86_400) return `${Math.round(duration / 86_400)} days`
  if (duration >= 2 * 3600) return `${Math.round(duration / 3600)} hours`
  return duration >= 120 ? `${Math.round(duration / 60)} minutes` : `${Math.round(duration)} s`
}

/** The name alone: a value may be a secret. */
function cookieName(headers: Headers): string {
  return (headers.getSetCookie()[0] ?? '').split('=')[0] ?? ''
}
