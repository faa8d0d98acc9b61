import { type Coding, encodings } from '../../publish/compression.ts'
import { cacheControl, lifetimeOf } from '../../site/cache-control.ts'
import { contentTypeOf } from '../../text/content-type.ts'
import type { PublishedFile } from '../load-generation.ts'
import { corsHeaders } from './cors.ts'
import { linkHeader } from './link-header.ts'
import { securityHeaders } from './security-headers.ts'

/** The settings that headers depend on. */
export interface SiteHeaders {
  /** Base of every URL, without a trailing slash. */
  publicUrl: string
  /** WebSub hubs. */
  hubs: readonly string[]
  /** Seconds between two runs. */
  interval: number
  /** Whether pages load images from other hosts. */
  pageImages: boolean
  /** Whether readers may request only new articles (RFC 3229). */
  deltas: boolean
}

export type Headers = Readonly<Record<string, string>>

/** A published file in one coding, with its headers (RFC 9110 §8). */
export interface Representation {
  file: PublishedFile
  coding: Coding
  /** Including the quotes. */
  etag: string
  lastModified: Date
  /** The headers of every response, 304 included (RFC 9110 §15.4.5). */
  validators: Headers
  /** The headers of a response with the document. */
  headers: Headers
}

/**
 * Creates the representations of published files, each once.
 *
 * @returns a function that takes the first of the ranked codings that the file was published in, or none
 */
export function createRepresenter(site: SiteHeaders) {
  const cache = new WeakMap<PublishedFile, Partial<Record<Coding, Representation>>>()
  return (file: PublishedFile, ranked: readonly Coding[]): Representation => {
    const coding = ranked.find((candidate) => candidate === 'identity' || file.encodings[candidate]) ?? 'identity'
    const cached = cache.get(file)
    if (cached?.[coding]) return cached[coding]
    const representation = represent(file, coding, site)
    cache.set(file, { ...cached, [coding]: representation })
    return representation
  }
}

function represent(file: PublishedFile, coding: Coding, site: SiteHeaders): Representation {
  const { path, mediaType, bytes, query } = file
  const etag = entityTag(file, coding)
  const lastModified = new Date(file.lastModified)
  const link = linkHeader(path, site, query)
  const validators = {
    ETag: etag,
    'Last-Modified': lastModified.toUTCString(),
    'Cache-Control': cacheControl(
      lifetimeOf(file, { isAnnounced: file.query === undefined && site.hubs.length > 0 }),
      site.interval,
    ),
    Vary: site.deltas && link ? 'A-IM, Accept-Encoding' : 'Accept-Encoding',
    ...(link ? { Link: link } : {}),
    ...corsHeaders,
  }
  const variant = coding === 'identity' ? { bytes } : (file.encodings[coding] ?? { bytes })
  const headers = {
    'Content-Type': contentTypeOf(mediaType),
    'Content-Length': String(variant.bytes),
    ...(coding === 'identity' ? {} : { 'Content-Encoding': coding }),
    ...validators,
    ...securityHeaders(mediaType, site),
  }
  return { file, coding, etag, lastModified, validators, headers }
}

/** A strong validator from the document alone, so that all replicas agree; different for each coding. */
function entityTag({ sha256 }: PublishedFile, coding: Coding): string {
  return `"${sha256.slice(0, 32)}${coding === 'identity' ? '' : encodings[coding]}"`
}
