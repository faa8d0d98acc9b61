import type { ServerResponse } from 'node:http'
import type { Answer } from './answer-published.ts'
import { sendText } from './send-text.ts'

/** Sends an answer and sees to what goes wrong with it. */
export type Send = (response: ServerResponse, answer: Answer) => void

/**
 * Sends an answer. Where its bytes cannot be read, it says so (RFC 9110 §15.6.4) and rejects with the reason.
 */
export async function sendAnswer(response: ServerResponse, { status, headers, read }: Answer): Promise<void> {
  if (!read) {
    response.writeHead(status, headers).end()
    return
  }
  let body = read()
  if (body instanceof Promise) {
    try {
      body = await body
    } catch (error) {
      sendText(response, 503, 'This cannot be read at the moment.', { 'Retry-After': '60' })
      throw error
    }
  }
  response.writeHead(status, headers).end(body)
}
