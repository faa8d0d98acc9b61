import type { ServerResponse } from 'node:http'
import { corsHeaders } from './cors.ts'
import type { Headers } from './representation.ts'
import { securityHeaders } from './security-headers.ts'

/** Sends a line of plain text, so that no feed URL ever returns HTML. */
export function sendText(response: ServerResponse, status: number, text: string, headers: Headers = {}): void {
  const body = Buffer.from(`${text}\n`)
  response
    .writeHead(status, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': String(body.length),
      ...corsHeaders,
      ...securityHeaders('text/plain'),
      ...headers,
    })
    .end(response.req.method === 'HEAD' ? undefined : body)
}
