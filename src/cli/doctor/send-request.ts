import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { TLSSocket } from 'node:tls'
import { createDeadline } from '../../concurrency/create-deadline.ts'
import { MAX_BYTES } from '../compare-feed/limits.ts'
import { type Answer, type Exchange, isRedirect, redirectTarget, type Sent } from './exchange.ts'

/** Readers give up earlier. */
const TIMEOUT_MS = 20_000

/** As many as browsers follow (Fetch §4.4); readers follow fewer. */
const MAX_REDIRECTS = 20

export interface RequestOptions {
  method?: Sent['method'] | undefined
  headers?: Sent['headers']
  /** Connects only to addresses of this family. */
  family?: 4 | 6
}

/**
 * Sends a request over its own connection, without following redirects or decoding the answer. A deadline and a limit of size
 * bound it.
 *
 * @param url http or https
 */
export function sendRequest(
  url: string,
  { method = 'GET', headers = {}, family }: RequestOptions = {},
): Promise<Exchange> {
  const sent: Sent = { url, method, headers }
  const { signal, clear } = createDeadline(TIMEOUT_MS)
  const start = performance.now()
  return new Promise<Exchange>((resolve) => {
    const request = url.startsWith('https:') ? requestHttps : requestHttp
    const fail = (error: NodeJS.ErrnoException) => {
      const timedOut = { message: `no answer within ${TIMEOUT_MS / 1000} s` }
      resolve({ ...sent, failure: signal.aborted ? timedOut : { code: error.code, message: reasonOf(error) } })
    }
    request(url, { method, headers, family, agent: false, signal }, (response) => {
      const certificateEnds = expiryOf(response)
      const fields = headersOf(response)
      receive(response).then(({ body, end }) => {
        const milliseconds = Math.round(performance.now() - start)
        const answer: Answer = {
          status: response.statusCode ?? 0,
          headers: fields,
          body,
          end,
          milliseconds,
          certificateEnds,
        }
        resolve({ ...sent, answer })
      }, fail)
    })
      .on('error', fail)
      .end()
  }).finally(clear)
}

/** Sends a request and follows redirects, also those from https to http. Ends at a loop, at the latest after twenty. */
export async function followRedirects(url: string, options: RequestOptions = {}): Promise<Exchange[]> {
  const chain = [await sendRequest(url, options)]
  const seen = new Set([url])
  for (;;) {
    const last = chain.at(-1) as Exchange
    const target = last.answer && isRedirect(last.answer) ? redirectTarget(last) : undefined
    if (target === undefined || seen.has(target) || chain.length > MAX_REDIRECTS) return chain
    seen.add(target)
    chain.push(await sendRequest(target, options))
  }
}

async function receive(response: IncomingMessage): Promise<Pick<Answer, 'body' | 'end'>> {
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part)
      length += part.length
      if (length > MAX_BYTES) return { body: Buffer.concat(parts), end: 'too-large' }
    }
    return { body: Buffer.concat(parts), end: 'complete' }
  } catch (error) {
    if (length === 0) throw error
    return { body: Buffer.concat(parts), end: 'cut' }
  } finally {
    response.destroy()
  }
}

/** All header fields, also those that Node drops if they occur twice. */
function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] as string, rawHeaders[index + 1] as string)
  }
  return headers
}

function expiryOf({ socket }: IncomingMessage): Date | undefined {
  return socket instanceof TLSSocket ? new Date(socket.getPeerCertificate().valid_to) : undefined
}

/** What went wrong, in one line; OpenSSL names lines of its source, and an error of several addresses has no message. */
function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'EPROTO') return 'the TLS handshake fails: there may be no TLS at this port'
  const errors = error instanceof AggregateError ? (error.errors as Error[]) : [error]
  return errors.map(({ message }) => message).join(', ')
}
