import { createHash } from 'node:crypto'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Generation, PublishedFile } from '../../src/serve/load-generation.ts'

/** A generation in memory; `texts` are its documents by path. */
export function generationOf(texts: Record<string, string>, more: Partial<Generation> = {}): Generation {
  const feeds = Object.keys(texts).flatMap((path) => /^feeds\/([^/.]+)\.xml$/.exec(path)?.[1] ?? [])
  return {
    version: 1,
    generation: 7,
    files: new Map(Object.entries(texts).map(([path, text]) => [path, fileOf(path, text)])),
    feeds: Object.fromEntries(feeds.map((id) => [id, 1])),
    moved: {},
    retired: [],
    ...more,
  }
}

const mediaTypes: Record<string, string> = {
  xml: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
  html: 'text/html',
  css: 'text/css',
  opml: 'text/x-opml',
}

function fileOf(path: string, text: string): PublishedFile {
  const body = Buffer.from(text)
  const gzip = gzipSync(body)
  const br = brotliCompressSync(body)
  const extension = path.slice(path.lastIndexOf('.') + 1)
  return {
    path,
    mediaType: mediaTypes[extension] ?? 'text/plain',
    ...hasDescription(body),
    lastModified: '2026-01-02T03:04:05.000Z',
    encodings: { gzip: hasDescription(gzip), br: hasDescription(br) },
    read: (coding) => ({ identity: body, gzip, br })[coding],
    readRanges: async (ranges) => ranges.map(({ start, end }) => body.subarray(start, end)),
  }
}

function hasDescription(body: Buffer) {
  return { sha256: createHash('sha256').update(body).digest('hex'), bytes: body.length }
}
