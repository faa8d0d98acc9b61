import { join } from 'node:path'
import { z } from 'zod'
import type { FileSystem } from '../file-system.ts'
import type { DeliveredHashes } from './plan-pings.ts'

const schema = z.record(z.string(), z.record(z.string(), z.string()))

/** What each hub was told of last, by the hub's URL. */
export type DeliveredByHub = Record<string, DeliveredHashes>

/** What hubs were told of, kept in `OUT_DIR` so that neither a restart nor a crash repeats or loses a ping. */
export interface DeliveryState {
  /** Empty where there is no file, or none that can be read: then every document counts as new. */
  read: () => Promise<DeliveredByHub>
  write: (delivered: DeliveredByHub) => Promise<void>
}

export function createDeliveryState(outDir: string, fileSystem: FileSystem): DeliveryState {
  const path = join(outDir, 'websub.json')
  const draft = join(outDir, 'websub.json.draft')
  return {
    read: async () => {
      try {
        return schema.parse(JSON.parse(await fileSystem.readText(path)))
      } catch {
        return {}
      }
    },
    write: async (delivered) => {
      await fileSystem.writeDurably(draft, `${JSON.stringify(delivered, null, 1)}\n`)
      await fileSystem.rename(draft, path)
      await fileSystem.syncDirectory(outDir)
    },
  }
}
