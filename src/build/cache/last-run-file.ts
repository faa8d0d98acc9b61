import { hash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { Disk } from '../../file-system.ts'
import type { LastRun } from './build-cache.ts'
import { replaceFile } from './replace-file.ts'

const FILE = 'last-run.json'

const date = z.iso.datetime().transform((text) => new Date(text))

const problem = z.object({
  file: z.string(),
  line: z.int().optional(),
  field: z.string().optional(),
  rule: z.string(),
  message: z.string(),
  remedy: z.string(),
  leftOut: z.boolean(),
})

const lastRun = z.object({
  maker: z.string(),
  state: z.string(),
  at: date,
  generation: z.string(),
  manifest: z.object({ size: z.number(), modified: z.number() }),
  files: z.array(z.tuple([z.string(), z.number()])),
  fingerprints: z.array(z.tuple([z.string(), z.string()])).transform((entries) => new Map(entries)),
  findings: z.object({
    published: z.int(),
    unpublished: z.int(),
    waiting: z.int(),
    nextDue: date.optional(),
    problems: z.array(problem),
    feeds: z.int(),
  }),
})

interface Where {
  maker: string
  disk: Disk
}

/** The last run as the disk remembers it; undefined where that is nothing, damaged, or made by another program. */
export async function loadLastRun(folder: string, { maker, disk }: Where): Promise<LastRun | undefined> {
  try {
    const [sum, text = ''] = (await disk.readText(join(folder, FILE))).split('\n')
    if (sum !== hash('sha256', text)) return undefined
    const { maker: found, ...last } = lastRun.parse(JSON.parse(text))
    return found === maker ? last : undefined
  } catch {
    return undefined
  }
}

export async function saveLastRun(folder: string, last: LastRun, { maker, disk }: Where): Promise<void> {
  const text = JSON.stringify({ maker, ...last, fingerprints: [...last.fingerprints] })
  await replaceFile(join(folder, FILE), `${hash('sha256', text)}\n${text}\n`, disk)
}
