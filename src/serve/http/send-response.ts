import type { ServerResponse } from 'node:http'
import type { PublishedResponse } from '../published-documents.ts'
import { sendText } from './send-text.ts'

/** Sends a response and handles its errors. */
export type Send = (response: ServerResponse, published: PublishedResponse) => void

export interface SendOptions {
  /** Called if the body cannot be read; the client gets 503 (RFC 9110 §15.6.4). */
  onUnreadable: (error: unknown) => void
  /** Called with unexpected errors. */
  onError: (error: unknown) => void
}

/** Sends a response; synchronously, if its body is in memory. */
export function sendResponse(
  response: ServerResponse,
  { status, headers, read }: PublishedResponse,
  { onUnreadable, onError }: SendOptions,
): void {
  const send = (body?: Buffer): void => {
    // One that was damaged may be compressed again, to another length.
    const length = String(body?.length)
    const isOther = body && headers['Content-Length'] !== length
    response.writeHead(status, isOther ? { ...headers, 'Content-Length': length } : headers).end(body)
  }
  const body = read?.()
  const sendUnavailable = (error: unknown): void => {
    sendText(response, 503, 'Temporarily unavailable', { 'Retry-After': '60' })
    onUnreadable(error)
  }
  if (body instanceof Promise) body.then(send, sendUnavailable).catch(onError)
  else send(body)
}
