import { z } from 'zod'
import { FeedmillError, messageOf } from '../../errors.ts'
import type { Revision } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { keys, privateHeaders } from './keys.ts'

const schema = z.object({
  generation: z.int().positive(),
  /** The hash of its manifest. */
  manifest: z.string(),
  /** Who created it. */
  by: z.string(),
})

/** A complete generation. Its record is created last. */
export type GenerationRecord = z.infer<typeof schema>

/** How often to ask for the next generation instead of the hint: a publisher may have died before it wrote that. */
const PROBE_MS = 60_000

export interface Generations {
  /**
   * The current generation, as far as the hint tells: one request. Generations that a person removed stay current until another
   * one is published.
   *
   * @param options.isExact whether to list them instead
   */
  readCurrent: (options?: { isExact?: boolean }) => Promise<GenerationRecord | undefined>
  /** The keys of all generations, newest first. */
  listKeys: () => Promise<string[]>
  /** All generations, newest first. */
  list: () => Promise<GenerationRecord[]>
  /**
   * Makes a generation current, unless another one has its number.
   *
   * @returns whether it is current, and whether the hint could be written
   */
  create: (record: GenerationRecord) => Promise<{ isCurrent: boolean; warnings: string[] }>
}

export function formatRevision({ generation, manifest }: GenerationRecord): Revision {
  return `${String(generation).padStart(8, '0')} ${manifest}`
}

/** The number of the generation of a revision, and the hash of its manifest. */
export function parseRevision(revision: Revision): { generation: number; manifest: string } {
  const [number, manifest = ''] = revision.split(' ')
  return { generation: Number(number), manifest }
}

/** The records of generations: their numbers rise by one, and each is created by exactly one publisher. */
export function openGenerations(bucket: Bucket, clock: () => number): Generations {
  let current: GenerationRecord | undefined
  let hintEtag: string | undefined
  let hasListed = false
  let probedAt = clock()

  const read = async (key: string): Promise<GenerationRecord | undefined> => {
    const found = await bucket.get(key)
    if (!found || found === 'unchanged') return undefined
    const record = parse(found.body)
    if (!record) throw unreadable(bucket, key)
    return record
  }
  /** Publishers may write their hints in another order than their generations. */
  const followHint = async (): Promise<void> => {
    const found = await bucket.get(keys.latest, hintEtag)
    if (found === 'unchanged') return
    const record = found && parse(found.body)
    const isBehind = record && current && record.by !== current.by && record.generation <= current.generation
    if (isBehind) await findNewest(current)
    else if (record) current = record
    // One that was altered on the way is read again.
    hintEtag = record && found.etag
  }
  const probeNext = async (): Promise<void> => {
    const next = await read(keys.generation((current?.generation ?? 0) + 1))
    if (next) current = next
    else probedAt = clock()
  }
  /** Lists from a known generation on. If that is gone, it was removed by a person, with all that were newer. */
  const findNewest = async (known: GenerationRecord | undefined): Promise<void> => {
    const key = (known && (await lastKey(keys.generation(known.generation - 1)))) ?? (await lastKey(undefined))
    current = key === undefined ? undefined : await read(key)
    hasListed = true
  }
  const lastKey = async (after: string | undefined): Promise<string | undefined> => {
    let last: string | undefined
    for await (const { key } of bucket.list(keys.generations, after === undefined ? {} : { after })) last = key
    return last
  }
  const listKeys = async (): Promise<string[]> => {
    const found: string[] = []
    for await (const { key } of bucket.list(keys.generations)) found.push(key)
    return found.reverse()
  }
  /** Whether a record that could not be created is there nevertheless: an answer may be lost. */
  const isOurs = async ({ generation, by }: GenerationRecord): Promise<boolean> =>
    (await read(keys.generation(generation)))?.by === by

  return {
    readCurrent: async ({ isExact = false } = {}) => {
      if (isExact || !hasListed) await findNewest(current)
      else if (clock() - probedAt > PROBE_MS) await probeNext()
      else await followHint()
      return current
    },
    listKeys,
    list: async () => {
      const records = await Promise.all((await listKeys()).map(read))
      return records.filter((record) => record !== undefined)
    },
    create: async (record) => {
      const body = Buffer.from(`${JSON.stringify(record)}\n`)
      const key = keys.generation(record.generation)
      let failure: unknown
      const etag = await bucket.put(key, body, privateHeaders.json, 'absent').catch((error: unknown) => {
        failure = error
        return undefined
      })
      if (etag === undefined && !(await isOurs(record).catch(() => false))) {
        if (failure !== undefined) throw failure
        return { isCurrent: false, warnings: [] }
      }
      // A publisher that was suspended may take a number that was already removed with its generation.
      const newest = await lastKey(keys.generation(record.generation - 1)).catch(() => undefined)
      if (newest !== undefined && newest > key) return { isCurrent: false, warnings: [] }
      current = record
      try {
        hintEtag = await bucket.put(keys.latest, body, privateHeaders.json)
        return { isCurrent: true, warnings: [] }
      } catch (error) {
        return { isCurrent: true, warnings: [`servers will notice the publication late: ${messageOf(error)}`] }
      }
    },
  }
}

function unreadable({ name }: Bucket, key: string): FeedmillError {
  const hint = `If it stays so, remove ${key}: the next run publishes again, from the generation before.`
  return new FeedmillError('publication-damaged', `"${name}": ${key} is no record of a generation`, hint)
}

function parse(body: Buffer): GenerationRecord | undefined {
  try {
    return schema.parse(JSON.parse(body.toString()))
  } catch {
    return undefined
  }
}
