import type { RequestHandler } from 'express'
import { extensions } from '../model/feed-formats.ts'
import { cacheControl } from '../site/cache-control.ts'
import type { Redirect } from './http/redirect.ts'
import { decodePath } from './http/request-path.ts'
import { sendText } from './http/send-text.ts'
import type { Generation } from './load-generation.ts'

/** The feeds, archive pages and pages of a topic: what comes before its id, the id, and what comes after. */
const TOPIC_PATH = /^(feeds|topics)\/([^/.]+)((?:\/archive\/[\w-]+)?\.(?:xml|atom|json)|\/page\/[\w-]+\/?|\/?)$/

const FOLDER = /^(?:feeds|topics|articles)\/?$/

export interface RedirectsOptions {
  current: () => Generation | undefined
  redirect: Redirect
  /** The path of the home page. */
  home: string
  /** Seconds between two runs. */
  interval: number
}

/**
 * Redirects subscribers of a former id to the feed's new URL in the same format (301, RFC 9110 §15.4.2). The feeds of a
 * retired topic are gone (410, §15.5.11). Redirects to the canonical URL (308, §15.4.9) of a page without its final slash,
 * of a feed with one, and of `.rss`. Former URLs of hosted articles redirect to their pages (301), folders without a page to
 * the home page.
 */
export function serveRedirects({ current, redirect, home, interval }: RedirectsOptions): RequestHandler {
  return (request, response, next) => {
    const generation = current()
    const path = decodePath(request.path)
    if (!generation || path === undefined) return next()
    const canonical = canonicalPath(path)
    const [, kind, id, rest] = TOPIC_PATH.exec(canonical) ?? []
    const target = id && Object.hasOwn(generation.moved, id) ? generation.moved[id] : undefined
    if (target !== undefined) return redirect(response, 301, `${kind}/${target}${rest}`)
    if (id && generation.retired.includes(id)) {
      return sendText(response, 410, `This topic has been retired. Other topics are at ${home}`, {
        'Cache-Control': cacheControl('current', interval),
      })
    }
    const isFeed = kind === 'feeds' && id !== undefined && Object.hasOwn(generation.feeds, id)
    if (canonical !== path && (isFeed || generation.files.has(canonical))) return redirect(response, 308, canonical)
    if (generation.files.has(`${path}/index.html`)) return redirect(response, 308, `${path}/`)
    const page = movedPage(generation, path)
    if (page !== undefined) return redirect(response, 301, page)
    return FOLDER.test(path) ? redirect(response, 308, '') : next()
  }
}

/** The page that a former path of an article redirects to, with or without its final slash. */
function movedPage({ movedPages = {} }: Generation, path: string): string | undefined {
  const former = path.replace(/\/$/, '')
  return Object.hasOwn(movedPages, former) ? movedPages[former] : undefined
}

function canonicalPath(path: string): string {
  if (path.startsWith('feeds/')) return path.replace(/\.rss$/, `.${extensions.rss}`).replace(/([^/])\/$/, '$1')
  return path
}
