import type { RequestHandler } from 'express'
import type { Generation } from './load-generation.ts'

const FEED_PATH = /^\/feeds\/([^/.]+)\.(xml|atom|json)$/
const TOPIC_PATH = /^\/topics\/([^/.]+)\/$/

/** Sends subscribers of a former id to the feed's new URL in the same format (301), and tells those of a retired topic that it is gone (410). */
export function serveMoves(current: () => Generation | undefined): RequestHandler {
  return (request, response, next) => {
    const match = FEED_PATH.exec(request.path) ?? TOPIC_PATH.exec(request.path)
    const generation = current()
    const id = match?.[1] && safeDecode(match[1])
    if (!match || !generation || !id) return next()
    const target = Object.hasOwn(generation.moved, id) ? generation.moved[id] : undefined
    if (target !== undefined) {
      return response.redirect(
        301,
        request.path.replace(match[1] as string, () => encodeURIComponent(target)),
      )
    }
    if (!generation.retired.includes(id)) return next()
    return response.status(410).type('text/plain').send('This topic has been retired. Other topics are at /\n')
  }
}

function safeDecode(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
