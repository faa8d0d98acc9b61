import { Router } from 'express'
import { generationAge } from './generation-age.ts'
import { corsHeaders } from './http/cors.ts'
import { securityHeaders } from './http/security-headers.ts'
import type { ServiceState } from './service-state.ts'

const HEADERS = { 'Cache-Control': 'no-store', ...corsHeaders, ...securityHeaders('application/json') }

/**
 * `/healthz`: the process is alive. `/readyz`: there is a generation to serve, and the server is not stopping; with its age in
 * seconds, if the server follows a bucket.
 */
export function serveHealth(state: Readonly<ServiceState>, now: () => Date): Router {
  const router = Router({ caseSensitive: true })
  router.get('/healthz', (_request, response) => {
    response.set(HEADERS).json({ status: 'ok' })
  })
  router.get('/readyz', (_request, response) => {
    const { generation, failure, stopping, source } = state
    const isReady = generation !== undefined && !stopping
    const status = !isReady ? 'not ready' : failure || source?.failure ? 'degraded' : 'ready'
    const age = source && Math.round(generationAge(state, now()) ?? 0)
    response
      .status(isReady ? 200 : 503)
      .set(HEADERS)
      .json({ status, generation: generation?.generation, age: generation && age })
  })
  return router
}
