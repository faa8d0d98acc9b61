import { z } from 'zod'
import type { PublicationStore } from '../publish/store.ts'
import type { DeliveredHashes } from './plan-pings.ts'

const schema = z.record(z.string(), z.record(z.string(), z.string()))

/** What each hub was told of last, by the hub's URL. */
export type DeliveredByHub = Record<string, DeliveredHashes>

/** What hubs were told of, kept so that neither a restart nor a crash repeats or loses a ping. */
export interface DeliveryState {
  /** Empty where there is no file, or none that can be read: then every document counts as new. */
  read: () => Promise<DeliveredByHub>
  write: (delivered: DeliveredByHub) => Promise<void>
}

export function createDeliveryState(store: PublicationStore): DeliveryState {
  return {
    read: async () => {
      try {
        return schema.parse(JSON.parse((await store.readState('websub')) ?? '{}'))
      } catch {
        return {}
      }
    },
    write: (delivered) => store.writeState('websub', `${JSON.stringify(delivered, null, 1)}\n`),
  }
}
