import { createHash } from 'node:crypto'
import { createYielder } from '../concurrency/create-yielder.ts'

/** Bytes to hash at a time. */
const CHUNK_BYTES = 1024 * 1024

/** Describes bytes as a manifest does; yields to the event loop in between, because a document may have tens of megabytes. */
export async function describeBytes(body: Buffer): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  const yieldIfDue = createYielder()
  for (let start = 0; start < body.length; start += CHUNK_BYTES) {
    hash.update(body.subarray(start, start + CHUNK_BYTES))
    const pause = yieldIfDue()
    if (pause) await pause
  }
  return { sha256: hash.digest('hex'), bytes: body.length }
}
