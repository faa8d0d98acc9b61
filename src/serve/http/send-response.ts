import type { ServerResponse } from 'node:http'
import type { PublishedResponse } from '../published-documents.ts'
import { sendText } from './send-text.ts'

/** Sends an answer and sees to what goes wrong with it. */
export type Send = (response: ServerResponse, answer: PublishedResponse) => void

/**
 * Sends an answer, at once where its bytes are at hand. Where they cannot be read, it says so (RFC 9110 §15.6.4).
 *
 * @returns what there is to wait for, which rejects with the reason why the bytes cannot be read
 */
export function sendAnswer(
  response: ServerResponse,
  { status, headers, read }: PublishedResponse,
): Promise<void> | undefined {
  const body = read?.()
  const finish = (bytes?: Buffer): void => {
    response.writeHead(status, headers).end(bytes)
  }
  if (!(body instanceof Promise)) {
    finish(body)
    return undefined
  }
  return body.then(finish, (error: unknown) => {
    sendText(response, 503, 'This cannot be read at the moment.', { 'Retry-After': '60' })
    throw error
  })
}
