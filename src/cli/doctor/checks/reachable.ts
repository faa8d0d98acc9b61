import { deploymentDiagnostic } from '../../../model/deployment-rules.ts'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { Visit } from '../visit.ts'

const DAY_MS = 86_400_000

/** How long before its end a certificate is usually renewed already (Let's Encrypt: 30 days). */
const EXPIRY_DAYS = 14

const CERTIFICATE_ERROR = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/

/** Codes of errors that come from this machine, which has no such network. */
const NO_NETWORK = ['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']

/** Whether there is an answer at all, under a certificate that is valid. */
export function checkReachable({ chain, now }: Visit): Diagnostic[] {
  return chain.flatMap(({ url, answer, failure }) => {
    if (failure) {
      const isCertificate = failure.code !== undefined && CERTIFICATE_ERROR.test(failure.code)
      return [deploymentDiagnostic(isCertificate ? 'certificate-invalid' : 'feed-unreachable', url, failure.message)]
    }
    const ends = answer.certificateEnds
    if (ends === undefined || ends.getTime() - now.getTime() > EXPIRY_DAYS * DAY_MS) return []
    return [
      deploymentDiagnostic(
        'certificate-expiring',
        new URL(url).origin,
        `expires on ${ends.toISOString().slice(0, 10)}`,
      ),
    ]
  })
}

/** Whether the host answers by IPv4 and by IPv6, if it has addresses of both; servers for this machine alone need not. */
export function checkAddresses({ feed }: Visit): Diagnostic[] {
  if (!feed || feed.addresses.every(({ address }) => isLoopback(address))) return []
  return feed.addresses.flatMap(({ address, exchange: { failure } }) => {
    if (!failure || (failure.code !== undefined && NO_NETWORK.includes(failure.code))) return []
    return [deploymentDiagnostic('address-unreachable', new URL(feed.url).origin, `${address}: ${failure.message}`)]
  })
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}
