import express, { type Express } from 'express'
import { serveHealth } from './serve-health.ts'
import { serveMoves } from './serve-moves.ts'
import { servePublished } from './serve-published.ts'
import type { ServiceState } from './service-state.ts'

/**
 * The application that answers every request from the state as it is at that moment; it does not listen.
 *
 * @param publicUrl base of every URL, without a slash at its end
 */
export function createApp(state: Readonly<ServiceState>, publicUrl: string): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('strict routing', true)
  const current = () => state.generation
  const basePath = new URL(publicUrl).pathname.replace(/\/$/, '')
  app.use(serveHealth(state))
  app.use(servePublished(current, basePath))
  app.use(serveMoves(current, basePath))
  app.use((request, response) => {
    const isKnown = request.method === 'GET' || request.method === 'HEAD'
    if (!isKnown) response.set('Allow', 'GET, HEAD')
    const text = isKnown ? 'There is nothing here. The feeds are listed at /' : 'Only GET and HEAD are answered.'
    response
      .status(isKnown ? 404 : 405)
      .type('text/plain')
      .send(`${text}\n`)
  })
  return app
}
