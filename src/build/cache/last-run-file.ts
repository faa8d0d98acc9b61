import { hash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { FileSystem } from '../../file-system.ts'
import type { LastRun } from './build-cache.ts'
import { replaceFile } from './replace-file.ts'

const FILE = 'last-run.json'

const date = z.iso.datetime().transform((text) => new Date(text))

const diagnostic = z.object({
  file: z.string(),
  line: z.int().optional(),
  field: z.string().optional(),
  rule: z.string(),
  message: z.string(),
  hint: z.string(),
  severity: z.enum(['error', 'warning']),
})

const lastRun = z.object({
  cacheKey: z.string(),
  state: z.string(),
  at: date,
  revision: z.string(),
  fingerprints: z.array(z.tuple([z.string(), z.string()])).transform((entries) => new Map(entries)),
  stats: z.object({
    published: z.int(),
    drafts: z.int(),
    scheduled: z.int(),
    nextDue: date.optional(),
    diagnostics: z.array(diagnostic),
    feeds: z.int(),
  }),
})

interface Where {
  cacheKey: string
  fileSystem: FileSystem
}

/** The last run as the disk remembers it; undefined where that is nothing, damaged, or made by another program. */
export async function loadLastRun(folder: string, { cacheKey, fileSystem }: Where): Promise<LastRun | undefined> {
  try {
    const [sum, text = ''] = (await fileSystem.readText(join(folder, FILE))).split('\n')
    if (sum !== hash('sha256', text)) return undefined
    const { cacheKey: found, ...last } = lastRun.parse(JSON.parse(text))
    return found === cacheKey ? last : undefined
  } catch {
    return undefined
  }
}

export async function saveLastRun(folder: string, last: LastRun, { cacheKey, fileSystem }: Where): Promise<void> {
  const text = JSON.stringify({ cacheKey, ...last, fingerprints: [...last.fingerprints] })
  await replaceFile(join(folder, FILE), `${hash('sha256', text)}\n${text}\n`, fileSystem)
}
