import { z } from 'zod'
import { shortHash } from '../short-hash.ts'
import type { Bucket } from './bucket.ts'
import { keys, privateHeaders } from './keys.ts'
import { type EtagForm, probeBucket } from './probe.ts'

const schema = z.object({ etagForm: z.enum(['quoted', 'unquoted']).optional() })

/** Probes a bucket at its first use, and again when it was moved to another service. */
export async function probeOnce(bucket: Bucket): Promise<{ etagForm: EtagForm }> {
  const found = await bucket.get(keyOf(bucket))
  const known = found && found !== 'unchanged' ? parse(found.body) : undefined
  if (known) return { etagForm: known.etagForm }
  const probed = await probeBucket(bucket)
  await rememberProbe(bucket, probed)
  return probed
}

/** Notes the result of a probe next to the publications. */
export async function rememberProbe(bucket: Bucket, probed: { etagForm: EtagForm }): Promise<void> {
  await bucket.put(keyOf(bucket), Buffer.from(`${JSON.stringify(probed)}\n`), privateHeaders.json)
}

function keyOf({ address }: Bucket): string {
  return keys.state(`probed-${shortHash(address)}`)
}

function parse(body: Buffer): z.infer<typeof schema> | undefined {
  try {
    return schema.parse(JSON.parse(body.toString()))
  } catch {
    return undefined
  }
}
