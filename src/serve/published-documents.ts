import { createEncodingRanker } from './http/accept-encoding.ts'
import { isNotModified } from './http/conditional-request.ts'
import type { Deltas } from './http/delta.ts'
import { createRepresenter, type Headers, type Representation, type SiteHeaders } from './http/representation.ts'
import { decodePath } from './http/request-path.ts'
import type { Generation, PublishedFile } from './load-generation.ts'

/** The parts of a request that a response depends on. */
export interface RequestHead {
  method?: string | undefined
  /** Path and query. */
  url?: string | undefined
  headers: Readonly<Record<string, string | string[] | undefined>>
}

export interface PublishedResponse {
  status: number
  headers: Headers
  /** Reads the body; undefined if there is none. */
  read?: () => Buffer | Promise<Buffer>
  /** The published document that was requested. */
  path: string
}

export interface DocumentOptions {
  /** Serves readers that request only new articles, if enabled. */
  deltas?: Deltas | undefined
  now: () => Date
}

export interface PublishedDocuments {
  /** The response to a request for a published document; undefined if there is no such document. */
  respond: (request: RequestHead, generation: Generation) => PublishedResponse | undefined
  /** The response to a GET or HEAD request for a document. */
  respondWith: (file: PublishedFile, request: Omit<RequestHead, 'url'>) => PublishedResponse
}

/**
 * Responds to requests for published documents. Responses depend only on the request and the generation; query strings are
 * ignored.
 *
 * HEAD is like GET without the body (RFC 9110 §9.3.2); other methods are not handled here.
 *
 */
export function createPublishedDocuments(site: SiteHeaders, { deltas, now }: DocumentOptions): PublishedDocuments {
  const rankEncodings = createEncodingRanker()
  const represent = createRepresenter(site)
  const respondWith: PublishedDocuments['respondWith'] = (file, { method, headers }) => {
    const { path } = file
    const time = now()
    const representation = knownAt(time, represent(file, rankEncodings(header(headers['accept-encoding']))))
    const { coding, etag, lastModified } = representation
    const ifNoneMatch = header(headers['if-none-match'])
    const since = header(headers['if-modified-since'])
    const ifModifiedSince = usableDate(file, lastModified, since)
    if (isNotModified({ ifNoneMatch, ifModifiedSince, etag, lastModified, now: time })) {
      return { status: 304, headers: representation.validators, path }
    }
    // newsboat's library drops a new document that is not dated later than the client's copy, unless it has no date.
    const isDatedLater = !isNotModified({ ifModifiedSince: since, etag, lastModified, now: time })
    const dated = isDatedLater ? representation : undated(representation)
    // Also for HEAD, because a document that is lost has no 200.
    const whole = { status: 200, headers: dated.headers, read: () => file.read(coding), path }
    if (method === 'HEAD') return whole
    return deltas?.respond(headers, dated) ?? whole
  }
  return {
    respond: (request, generation) => {
      const { method, url = '' } = request
      if (method !== 'GET' && method !== 'HEAD') return undefined
      const file = findFile(url, generation)
      return file && respondWith(file, request)
    },
    respondWith,
  }
}

/** The date of a mix follows from its articles and may become earlier, so that only an equal one says that it is the same. */
function usableDate({ query }: PublishedFile, lastModified: Date, since: string | undefined): string | undefined {
  return query === undefined || since === lastModified.toUTCString() ? since : undefined
}

/** A response is not dated before its document (RFC 9110 §8.8.2.1), as after many changes a second or a clock that was ahead. */
function knownAt(now: Date, representation: Representation): Representation {
  return representation.lastModified <= now ? representation : undated(representation)
}

function undated(representation: Representation): Representation {
  const { validators, headers } = representation
  return { ...representation, validators: withoutDate(validators), headers: withoutDate(headers) }
}

function withoutDate({ 'Last-Modified': _, ...others }: Headers): Headers {
  return others
}

/** The page of a folder has the URL of the folder, with a trailing slash. */
function findFile(url: string, { files }: Generation): PublishedFile | undefined {
  const file = url.startsWith('/') ? files.get(url.slice(1)) : undefined
  if (file) return file
  const path = decodePath(url)
  if (path === undefined) return undefined
  return files.get(path === '' || path.endsWith('/') ? `${path}index.html` : path)
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value
}
