import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { ALLOW, corsHeaders } from './cors.ts'
import { securityHeaders } from './security-headers.ts'

/** The status of what Node cannot parse or waits for too long, by the error's code; of the rest it is 400. */
const STATUS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
}

/**
 * Responds to what Node does not pass to request listeners, with the headers of every other response: invalid requests, and
 * CONNECT (RFC 9110 §9.3.6).
 *
 * @param isAnswering whether a response is in progress on a connection, which is closed then
 */
export function answerProtocolErrors(server: Server, isAnswering: (socket: Duplex) => boolean): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (socket.writable && !isAnswering(socket)) finish(socket, STATUS[error.code ?? ''] ?? 400)
    else socket.destroy()
  })
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy())
    finish(socket, 405, { Allow: ALLOW })
  })
}

function finish(socket: Duplex, status: number, more: Readonly<Record<string, string>> = {}): void {
  const headers = {
    ...corsHeaders,
    ...securityHeaders('text/plain'),
    ...more,
    'Content-Length': '0',
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`, () => socket.destroy())
}

/** Whether a request names its host once (RFC 9112 §3.2); with two, a proxy may have understood the other one. */
export function namesOneHost({
  rawHeaders,
  httpVersion,
}: Pick<IncomingMessage, 'rawHeaders' | 'httpVersion'>): boolean {
  let hosts = 0
  for (let index = 0; index < rawHeaders.length; index += 2) if (/^host$/i.test(rawHeaders[index] ?? '')) hosts++
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0')
}
