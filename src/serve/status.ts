import { Router } from 'express'
import type { Site } from '../pages/site.ts'
import type { Status } from '../pages/status/status.ts'
import { renderStatusPage } from '../pages/status/status-page.tsx'
import { securityHeaders } from './http/security-headers.ts'

/** `/status/`: the health of the service, rendered for each request and never cached. */
export function serveStatus(read: () => Status, site: Site): Router {
  const router = Router({ strict: true, caseSensitive: true })
  router.get('/status', (_request, response) => response.redirect(308, 'status/'))
  router.get('/status/', (_request, response) => {
    const page = renderStatusPage(read(), site)
    response
      .set({ ...securityHeaders('text/html'), 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' })
      .type('text/html')
      .send(page)
  })
  return router
}
