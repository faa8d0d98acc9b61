import { Router } from 'express'
import type { ServiceState } from './service-state.ts'

/** `/healthz`: the process answers. `/readyz`: there is a generation to serve, and the server is not stopping. */
export function serveHealth(state: Readonly<ServiceState>): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' })
  })
  router.get('/readyz', (_request, response) => {
    const { generation, failure, stopping } = state
    const isReady = generation !== undefined && !stopping
    const status = !isReady ? 'not ready' : failure ? 'degraded' : 'ready'
    response
      .status(isReady ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status, generation: generation?.generation, failure })
  })
  return router
}
