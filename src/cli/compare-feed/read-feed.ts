import { open } from 'node:fs/promises'
import { createDeadline } from '../../concurrency/create-deadline.ts'
import { FeedmillError, messageOf } from '../../errors.ts'
import { decodeText } from './decode-text.ts'
import { MAX_BYTES } from './limits.ts'

const TIMEOUT_MS = 30_000

/** The media types of feeds, as readers ask for them. */
export const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8'

/**
 * Reads the text of a feed, in the encoding that its server or its XML declaration names, by default UTF-8.
 *
 * @param source a path, or an http or https URL
 * @throws FeedmillError `feed-unreadable` if there is none, if it is larger than 20 MiB, or after 30 seconds
 */
export async function readFeed(source: string): Promise<string> {
  try {
    const { bytes, contentType } = /^https?:\/\//i.test(source) ? await download(source) : await readLocal(source)
    return decodeText(bytes, contentType)
  } catch (error) {
    throw new FeedmillError(
      'feed-unreadable',
      `"${source}" cannot be read: ${reasonOf(error)}`,
      'Use the path or the URL of a feed. If it is behind a login or a firewall, save it to a file first.',
      { cause: error },
    )
  }
}

interface Content {
  bytes: Buffer
  contentType?: string | null
}

async function readLocal(path: string): Promise<Content> {
  const file = await open(path)
  try {
    return { bytes: await collect(file.createReadStream({ autoClose: false })) }
  } finally {
    await file.close()
  }
}

async function download(url: string): Promise<Content> {
  const { signal, clear } = createDeadline(TIMEOUT_MS)
  try {
    const response = await fetch(url, { signal, headers: { Accept: ACCEPT } })
    if (!response.ok) {
      await response.body?.cancel()
      throw new Error(`the server answers ${response.status} ${response.statusText}`.trim())
    }
    return { bytes: await collect(response.body ?? []), contentType: response.headers.get('Content-Type') }
  } finally {
    clear()
  }
}

async function collect(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > MAX_BYTES) throw new Error('it is larger than 20 MiB')
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}

/** What went wrong; the message of `fetch` itself says only that it failed. */
function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'AbortError') return 'no answer within 30 seconds'
  const { cause } = error as { cause?: unknown }
  return messageOf(cause instanceof Error && cause.message ? cause : error)
}
