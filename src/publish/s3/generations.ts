import { z } from 'zod'
import { messageOf } from '../../errors.ts'
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

/** How long the hint is believed while it does not change: its writer may have died before it wrote it. */
const HINT_MS = 60_000

export interface Generations {
  /**
   * The current generation. Usually one conditional request.
   *
   * @param options.isExact whether not to rely on the hint
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
  let hint: { etag: string; record: GenerationRecord } | undefined
  let listedAt = Number.NEGATIVE_INFINITY

  const read = async (key: string): Promise<GenerationRecord | undefined> => {
    const found = await bucket.get(key)
    return found && found !== 'unchanged' ? parse(found.body) : undefined
  }
  /** @returns whether the hint has changed */
  const readHint = async (): Promise<boolean> => {
    const found = await bucket.get(keys.latest, hint?.etag)
    if (found === 'unchanged') return false
    const record = found && parse(found.body)
    hint = found && record && { etag: found.etag, record }
    return true
  }
  /** Lists from the newest known generation on. */
  const findNewest = async (): Promise<GenerationRecord | undefined> => {
    const known = Math.max(current?.generation ?? 0, hint?.record.generation ?? 0)
    const newest = await lastKey(known > 0 ? keys.generation(known - 1) : undefined)
    // A known generation that is gone was removed by a person, with all that were newer.
    const key = newest ?? (known > 0 ? await lastKey(undefined) : undefined)
    if (key === undefined) return undefined
    const same = [current, hint?.record].find((record) => record && keys.generation(record.generation) === key)
    return same ?? read(key)
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
      const isNew = await readHint()
      if (isNew || isExact || clock() - listedAt > HINT_MS) {
        current = await findNewest()
        listedAt = clock()
      }
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
      current = record
      listedAt = clock()
      try {
        hint = { etag: (await bucket.put(keys.latest, body, privateHeaders.json)) as string, record }
        return { isCurrent: true, warnings: [] }
      } catch (error) {
        return { isCurrent: true, warnings: [`servers will notice the publication late: ${messageOf(error)}`] }
      }
    },
  }
}

function parse(body: Buffer): GenerationRecord | undefined {
  try {
    return schema.parse(JSON.parse(body.toString()))
  } catch {
    return undefined
  }
}
