import { deploymentDiagnostic } from '../../../model/deployment-rules.ts'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import { isRedirect, redirectTarget } from '../exchange.ts'
import type { Visit } from '../visit.ts'

/** One from http to https, and one to the canonical host. */
const MAX_REDIRECTS = 2

/** Whether redirects lead to the feed soon, for ever, and not away from https. */
export function checkRedirects({ url, chain }: Visit): Diagnostic[] {
  const redirects = chain.filter(({ answer }) => answer && isRedirect(answer))
  const diagnostics = redirects.flatMap((exchange) => {
    const { status, headers } = exchange.answer ?? { status: 0, headers: new Headers() }
    const target = redirectTarget(exchange)
    const location = JSON.stringify(headers.get('location') ?? '')
    if (!target) return [deploymentDiagnostic('redirect-invalid', exchange.url, `${status} to Location ${location}`)]
    const isDowngrade = exchange.url.startsWith('https:') && target.startsWith('http:')
    const isTemporary = status !== 301 && status !== 308
    return [
      ...(isDowngrade ? [deploymentDiagnostic('redirect-insecure', exchange.url, `${status} to ${target}`)] : []),
      ...(isTemporary ? [deploymentDiagnostic('redirect-temporary', exchange.url, `${status} to ${target}`)] : []),
    ]
  })
  const isLoop = chain.at(-1) === redirects.at(-1) && redirectTarget(chain.at(-1) ?? chain[0]) !== undefined
  const path = [...chain.map((exchange) => exchange.url), ...(isLoop ? ['…'] : [])].join(' → ')
  if (isLoop) return [...diagnostics, deploymentDiagnostic('redirect-loop', url, path)]
  if (redirects.length <= MAX_REDIRECTS) return diagnostics
  return [...diagnostics, deploymentDiagnostic('redirect-chain', url, `${redirects.length} redirects: ${path}`)]
}

/** Whether the feed of an https URL has another one under http. */
export function checkInsecure({ feed }: Visit): Diagnostic[] {
  const { url = '', answer } = feed?.insecure ?? {}
  return answer?.status === 200
    ? [deploymentDiagnostic('http-open', url, 'is answered with 200, without a redirect')]
    : []
}
