import { createYielder } from '../concurrency/create-yielder.ts'

/**
 * Joins the parts of a document, and yields to the event loop in between: taking a part may render it.
 *
 * @param signal ends the work: throws its reason
 */
export async function joinParts(parts: Iterable<Buffer>, signal?: AbortSignal): Promise<Buffer> {
  const yieldIfDue = createYielder(signal)
  const taken: Buffer[] = []
  let bytes = 0
  for (const part of parts) {
    taken.push(part)
    bytes += part.length
    const pause = yieldIfDue()
    if (pause) await pause
  }
  const [first] = taken
  if (first && taken.length === 1) return first
  const body = Buffer.allocUnsafe(bytes)
  let offset = 0
  for (const part of taken) {
    offset += part.copy(body, offset)
    const pause = yieldIfDue()
    if (pause) await pause
  }
  return body
}
