import { join } from 'node:path'
import { z } from 'zod'
import type { Disk } from '../file-system.ts'
import type { Told } from './plan-pings.ts'

const schema = z.record(z.string(), z.record(z.string(), z.string()))

/** What each hub was told of last, by the hub's URL. */
export type ToldByHub = Record<string, Told>

/** What hubs were told of, kept in `OUT_DIR` so that neither a restart nor a crash repeats or loses a ping. */
export interface ToldFile {
  /** Empty where there is no file, or none that can be read: then every document counts as new. */
  read: () => Promise<ToldByHub>
  write: (told: ToldByHub) => Promise<void>
}

export function toldFile(outDir: string, disk: Disk): ToldFile {
  const path = join(outDir, 'websub.json')
  const draft = join(outDir, 'websub.json.draft')
  return {
    read: async () => {
      try {
        return schema.parse(JSON.parse(await disk.readText(path)))
      } catch {
        return {}
      }
    },
    write: async (told) => {
      await disk.writeDurably(draft, `${JSON.stringify(told, null, 1)}\n`)
      await disk.rename(draft, path)
      await disk.syncFolder(outDir)
    },
  }
}
