import type { RequestHandler } from 'express'
import { extensions } from '../site/urls.ts'
import { cacheControl } from './http/cache-control.ts'
import type { Redirect } from './http/redirect.ts'
import { decodePath } from './http/request-path.ts'
import { sendText } from './http/send-text.ts'
import type { Generation } from './load-generation.ts'

/** The feeds, archive pages and pages of a topic: what comes before its id, the id, and what comes after. */
const TOPIC_PATH = /^(feeds|topics)\/([^/.]+)((?:\/archive\/\d+)?\.(?:xml|atom|json)|\/page\/\d+\/?|\/?)$/

export interface RedirectsOptions {
  current: () => Generation | undefined
  redirect: Redirect
  /** The path of the home page. */
  home: string
  /** How often there may be news, in seconds. */
  interval: number
}

/**
 * Leads subscribers of a former id to the feed's new URL in the same format (301, RFC 9110 §15.4.2), and tells those of a
 * retired topic that it is gone (410, §15.5.11). Leads to the usual spelling of a URL (308, §15.4.9) where a page is asked
 * for without the slash at its end, a feed with one, or RSS by the name `.rss`.
 */
export function serveRedirects({ current, redirect, home, interval }: RedirectsOptions): RequestHandler {
  return (request, response, next) => {
    const generation = current()
    const path = decodePath(request.path)
    if (!generation || path === undefined) return next()
    const usual = usualPath(path)
    const [, kind, id, rest] = TOPIC_PATH.exec(usual) ?? []
    const target = id && Object.hasOwn(generation.moved, id) ? generation.moved[id] : undefined
    if (target !== undefined) return redirect(response, 301, `${kind}/${target}${rest}`)
    if (id && generation.retired.includes(id)) {
      return sendText(response, 410, `This topic has been retired. Other topics are at ${home}`, {
        'Cache-Control': cacheControl('current', interval),
      })
    }
    const isFeed = kind === 'feeds' && id !== undefined && Object.hasOwn(generation.feeds, id)
    if (usual !== path && (isFeed || generation.files.has(usual))) return redirect(response, 308, usual)
    if (generation.files.has(`${path}/index.html`)) return redirect(response, 308, `${path}/`)
    return next()
  }
}

function usualPath(path: string): string {
  if (path.startsWith('feeds/')) return path.replace(/\.rss$/, `.${extensions.rss}`).replace(/([^/])\/$/, '$1')
  return path
}
