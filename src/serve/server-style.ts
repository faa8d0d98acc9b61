import type { RequestHandler } from 'express'
import { SERVER_STYLE } from '../pages/mix/server-style.ts'
import { cacheControl } from '../site/cache-control.ts'
import { paths } from '../site/urls.ts'
import { corsHeaders } from './http/cors.ts'
import { securityHeaders } from './http/security-headers.ts'

/** Responds with the style sheet that shows what only the server can answer. @param interval seconds between two runs */
export function serveServerStyle(interval: number): RequestHandler {
  const headers = { ...corsHeaders, ...securityHeaders('text/css'), 'Cache-Control': cacheControl('current', interval) }
  return ({ path }, response, next) => {
    if (path !== `/${paths.serverStyle}`) return next()
    return response.set(headers).type('css').send(SERVER_STYLE)
  }
}
