import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

/** A request whose response has ended, whether it reached the client or not. */
export interface EndedRequest {
  request: IncomingMessage
  response: ServerResponse
  /** Path and query as the client sent them. */
  url: string
  milliseconds: number
}

export type RequestObserver = (ended: EndedRequest) => void

/**
 * Wraps a listener to call observers when the response to a request has ended.
 *
 * @param onError called with the error of an observer; the others are still called
 */
export function observeRequests(
  listener: RequestListener,
  observers: readonly RequestObserver[],
  onError: (error: unknown) => void,
): RequestListener {
  if (observers.length === 0) return listener
  return (request, response) => {
    const { url = '' } = request
    const start = performance.now()
    response.once('close', () => {
      const ended = { request, response, url, milliseconds: performance.now() - start }
      for (const observe of observers) {
        try {
          observe(ended)
        } catch (error) {
          onError(error)
        }
      }
    })
    listener(request, response)
  }
}
