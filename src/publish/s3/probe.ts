import { randomUUID } from 'node:crypto'
import { FeedmillError } from '../../errors.ts'
import type { Bucket } from './bucket.ts'
import { statusOf } from './describe-failure.ts'
import { keys, privateHeaders } from './keys.ts'

/** How a service writes an ETag in `If-Match`; undefined if it does not honour it. */
export type EtagForm = 'quoted' | 'unquoted' | undefined

const WRITERS = 8
const ROUNDS = 4

/**
 * Checks that a service lets exactly one of several writers create an object (`If-None-Match: *`), on which the safety of
 * publishing depends: several writers race for one key, several times, and what they were told is compared with what is there.
 *
 * @returns how the service takes `If-Match`, which only saves work
 * @throws FeedmillError `bucket-unsafe`, with what was seen
 */
export async function probeBucket(bucket: Bucket): Promise<{ etagForm: EtagForm }> {
  const used: string[] = []
  const newKey = (): string => {
    const key = keys.state(`probe-${randomUUID()}`)
    used.push(key)
    return key
  }
  try {
    for (let round = 1; round <= ROUNDS; round++) await race(bucket, newKey())
    return { etagForm: await findEtagForm(bucket, newKey()) }
  } finally {
    await Promise.all(used.map((key) => bucket.remove(key).catch(() => undefined)))
  }
}

async function race(bucket: Bucket, key: string): Promise<void> {
  const create = async (writer: number): Promise<boolean> => {
    const created = bucket.put(key, Buffer.from(String(writer)), privateHeaders.json, 'absent')
    return (await created.catch((error: unknown) => throwUnsupported(bucket, error))) !== undefined
  }
  const outcomes = await Promise.allSettled(Array.from({ length: WRITERS }, (_, writer) => create(writer)))
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
  // A late one must not win, either.
  outcomes.push({ status: 'fulfilled', value: await create(WRITERS) })
  const winners = outcomes.flatMap((outcome, writer) =>
    outcome.status === 'fulfilled' && outcome.value ? [writer] : [],
  )
  const found = await bucket.get(key)
  const kept = found && found !== 'unchanged' ? Number(found.body.toString()) : undefined
  if (winners.length > 1) {
    const late = winners.includes(WRITERS) ? 'an object was overwritten in spite of "If-None-Match: *", and ' : ''
    throw unsafe(
      bucket,
      `${late}${winners.length} of ${outcomes.length} writers of one object were told that they had created it`,
    )
  }
  if (kept === undefined) throw unsafe(bucket, 'an object that was created could not be read at once')
  // Where no writer was told that it won, an answer was lost.
  if (winners[0] !== undefined && kept !== winners[0])
    throw unsafe(bucket, 'an object holds the bytes of a writer that was told that another one had created it')
}

/** A service may answer an error instead of ignoring what it does not know. */
function throwUnsupported(bucket: Bucket, error: unknown): never {
  const { cause } = error as Error
  if (statusOf(cause) !== 501 && statusOf(cause) !== 400) throw error
  throw unsafe(bucket, `it answers ${statusOf(cause)} (${(cause as Error).name}) to "If-None-Match: *"`)
}

async function findEtagForm(bucket: Bucket, key: string): Promise<EtagForm> {
  const put = (text: string, etag?: string) =>
    bucket
      .put(key, Buffer.from(text), privateHeaders.json, etag === undefined ? undefined : { etag })
      .catch(() => undefined)
  let etag = (await put('0')) ?? ''
  for (const form of ['quoted', 'unquoted'] as const) {
    const next = await put(form, inForm(etag, form))
    if (next === undefined) continue
    // An ETag that is no longer current must be refused.
    const isHonoured = (await put('stale', inForm(etag, form))) === undefined
    if (isHonoured) return form
    etag = next
  }
  return undefined
}

/** An ETag for `If-Match`. */
export function inForm(etag: string, form: 'quoted' | 'unquoted'): string {
  return form === 'quoted' ? etag : etag.replaceAll('"', '')
}

function unsafe({ name }: Bucket, seen: string): FeedmillError {
  const hint = 'Use a service that honours "If-None-Match: *" (docs/bucket.md names some), or publish to a folder.'
  return new FeedmillError('bucket-unsafe', `"${name}" does not keep publishers apart: ${seen}`, hint)
}
