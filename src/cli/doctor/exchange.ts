/** A request that was sent, with the answer to it or the reason why there is none. */
export type Exchange = Sent & ({ answer: Answer; failure?: undefined } | { answer?: undefined; failure: Failure })

/** A request. */
export interface Sent {
  url: string
  method: 'GET' | 'HEAD'
  headers: Readonly<Record<string, string>>
}

/** An answer as it came over the wire. */
export interface Answer {
  status: number
  /** Header fields that occur several times are one, separated by commas (RFC 9110 §5.3). */
  headers: Headers
  /** In its content coding; as much as was accepted. */
  body: Buffer
  /** How the body ended. */
  end: 'complete' | 'cut' | 'too-large'
  milliseconds: number
  /** When the certificate of the server expires; undefined without TLS. */
  certificateEnds?: Date | undefined
}

export interface Failure {
  /** Such as `ECONNREFUSED`; undefined if the deadline passed. */
  code?: string | undefined
  message: string
}

/** Whether the answer redirects to another URL (RFC 9110 §15.4). */
export function isRedirect({ status }: Answer): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

/** The target of a redirect; undefined if it has none that can be followed. */
export function redirectTarget({ url, answer }: Exchange): string | undefined {
  const location = answer?.headers.get('location')
  if (!location || !URL.canParse(location, url)) return undefined
  const target = new URL(location, url)
  return /^https?:$/.test(target.protocol) ? target.href : undefined
}
