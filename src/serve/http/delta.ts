import { createHash } from 'node:crypto'
import { splitDocument } from '../../formats/split-document.ts'
import { compress } from '../../publish/compression.ts'
import { isSubscription } from '../../site/urls.ts'
import type { Generation, PublishedFile } from '../load-generation.ts'
import type { PublishedResponse, RequestHead } from '../published-documents.ts'
import { entityTags } from './conditional-request.ts'
import type { Representation } from './representation.ts'

/** How many versions of a document are remembered. */
const VERSIONS = 50

/** What was in a document of which a client may have a copy. */
interface Version {
  sha256: string
  items: ReadonlySet<string>
}

/** Answers readers that ask for what is new only. */
export interface Deltas {
  /** Takes note of what is in the documents of a generation, so that it can be the base of a delta. */
  remember: (generation: Generation) => Promise<void>
  /** The answer to a request whose copy is not the current one; undefined where the whole document is to be sent. */
  answer: (headers: RequestHead['headers'], current: Representation) => PublishedResponse | undefined
}

/**
 * Deltas of feeds (RFC 3229 §10.5.3 with the instance manipulation `feed`): the document with only the articles that are
 * new or changed since the one that the client has, which keeps the others itself. Bases are known since the server started.
 */
export function createDeltas(): Deltas {
  const versions = new Map<string, Version[]>()
  const versionsOf = ({ path }: PublishedFile) => versions.get(path) ?? []
  return {
    remember: async ({ files }) => {
      for (const file of files.values()) {
        if (!isSubscription(file.path)) continue
        if (versionsOf(file).some(({ sha256 }) => sha256 === file.sha256)) continue
        const { items } = await split(file)
        const version = { sha256: file.sha256, items: new Set(items.map(digest)) }
        versions.set(file.path, [version, ...versionsOf(file)].slice(0, VERSIONS))
      }
    },
    answer: (headers, { file, coding, headers: whole }) => {
      if (!wantsFeedDelta(headers['a-im']) || !isSubscription(file.path)) return undefined
      for (const tag of entityTags(String(headers['if-none-match'] ?? ''))) {
        const base = versionsOf(file).find(({ sha256 }) => tag.slice(1, 33) === sha256.slice(0, 32))
        if (!base || base.sha256 === file.sha256) continue
        const { 'Content-Length': _, ...said } = whole
        return {
          status: 226,
          path: file.path,
          headers: {
            ...said,
            IM: 'feed',
            'Delta-Base': tag,
            'Cache-Control': 'no-store, im',
          },
          read: async () => {
            const { withItems } = await split(file)
            const body = Buffer.from(withItems((item) => !base.items.has(digest(item))))
            return coding === 'identity' ? body : compress(body, coding, 'fast')
          },
        }
      }
      return undefined
    },
  }
}

/** Whether `A-IM` (RFC 3229 §10.5.1) accepts feeds that hold new articles only. */
function wantsFeedDelta(header: string | string[] | undefined): boolean {
  return String(header ?? '')
    .toLowerCase()
    .split(',')
    .some((manipulation) => /^\s*feed\s*(?:;(?!\s*q=0(?:\.0*)?\s*$).*)?$/.test(manipulation))
}

async function split(file: PublishedFile) {
  return splitDocument((await file.read('identity')).toString(), file.mediaType)
}

function digest(item: string): string {
  return createHash('sha256').update(item).digest('base64').slice(0, 16)
}
