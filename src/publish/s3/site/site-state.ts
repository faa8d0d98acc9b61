import { z } from 'zod'
import type { Bucket, Condition } from '../bucket.ts'
import { keys, privateHeaders } from '../keys.ts'

const schema = z.object({
  /** The publications that any document of the site may be of: one, or several while it is being written. */
  revisions: z.array(z.string()),
  /** What the headers of all documents depend on; absent while documents of other publications may be there, too. */
  headers: z.string().optional(),
})

export type SiteState = z.infer<typeof schema>

/** Reads what a site shows; no state if anything may be there. */
export async function readSiteState(
  bucket: Bucket,
): Promise<{ state: SiteState | undefined; etag: string | undefined }> {
  const found = await bucket.get(keys.state('site'))
  if (!found || found === 'unchanged') return { state: undefined, etag: undefined }
  try {
    return { state: schema.parse(JSON.parse(found.body.toString())), etag: found.etag }
  } catch {
    return { state: undefined, etag: found.etag }
  }
}

/** @returns the new ETag; undefined if the condition is not met */
export function writeSiteState(
  bucket: Bucket,
  state: SiteState,
  condition: Condition | undefined,
): Promise<string | undefined> {
  return bucket.put(keys.state('site'), Buffer.from(`${JSON.stringify(state)}\n`), privateHeaders.json, condition)
}
