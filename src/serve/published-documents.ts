import { createEncodingChooser } from './http/accept-encoding.ts'
import { isNotModified } from './http/conditional-request.ts'
import type { Deltas } from './http/delta.ts'
import { createRepresenter, type Headers, type SiteHeaders } from './http/representation.ts'
import { decodePath } from './http/request-path.ts'
import type { Generation, PublishedFile } from './load-generation.ts'

/** What decides the answer to a request. */
export interface RequestHead {
  method?: string | undefined
  /** Path and query. */
  url?: string | undefined
  headers: Readonly<Record<string, string | string[] | undefined>>
}

export interface PublishedResponse {
  status: number
  headers: Headers
  /** What holds the bytes of the answer; undefined where it has none. */
  read?: () => Buffer | Promise<Buffer>
  /** The published document that is asked for. */
  path: string
}

/** What answers to requests for published documents, each from one generation; undefined for what is not published. */
export type PublishedAnswers = (request: RequestHead, generation: Generation) => PublishedResponse | undefined

/**
 * The answers for published documents: a function of the request and the generation alone. Query strings do not matter.
 *
 * HEAD gets what GET gets, without the body (RFC 9110 §9.3.2); other methods are not answered here.
 *
 * @param deltas what readers get that ask for what is new only; undefined to send everyone the whole
 */
export function createPublishedAnswers(site: SiteHeaders, deltas?: Deltas): PublishedAnswers {
  const chooseEncoding = createEncodingChooser()
  const represent = createRepresenter(site)
  return ({ method, url = '', headers }, generation) => {
    if (method !== 'GET' && method !== 'HEAD') return undefined
    const file = findFile(url, generation)
    if (!file) return undefined
    const coding = chooseEncoding(header(headers['accept-encoding']))
    const representation = represent(generation, file, coding)
    const { etag, lastModified, ...said } = representation
    const { path } = file
    const ifNoneMatch = header(headers['if-none-match'])
    const ifModifiedSince = header(headers['if-modified-since'])
    if (isNotModified({ ifNoneMatch, ifModifiedSince, etag, lastModified })) {
      return { status: 304, headers: said.validators, path }
    }
    if (method === 'HEAD') return { status: 200, headers: said.headers, path }
    const whole = { status: 200, headers: said.headers, read: () => file.read(said.coding), path }
    return deltas?.answer(headers, representation) ?? whole
  }
}

/** A folder's page has the folder's URL, with a slash at its end. */
function findFile(url: string, { files }: Generation): PublishedFile | undefined {
  const found = url.startsWith('/') ? files.get(url.slice(1)) : undefined
  if (found) return found
  const path = decodePath(url)
  if (path === undefined) return undefined
  return files.get(path === '' || path.endsWith('/') ? `${path}index.html` : path)
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value
}
