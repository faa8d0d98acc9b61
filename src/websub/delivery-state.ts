import { z } from 'zod'
import { createJsonState, type JsonState } from '../publish/json-state.ts'
import { shortHash } from '../publish/short-hash.ts'
import type { PublicationStore } from '../publish/store.ts'

const hashesSchema = z.record(z.string(), z.string())

const schema = z.record(z.string(), hashesSchema)

/** The last delivered hash of each document, by hub URL and path. */
export type DeliveredByHub = z.infer<typeof schema>

/** The durable record of deliveries, so that neither a restart nor a crash loses a ping. */
export function createDeliveryState(store: PublicationStore): JsonState<DeliveredByHub> {
  return createJsonState(store, 'websub', schema)
}

/** The record of deliveries to one hub, where several publishers notify the same hubs, each hub one after the other. */
export function createSharedDeliveryState(store: PublicationStore, hub: string): JsonState<Record<string, string>> {
  return createJsonState(store, `websub-${shortHash(hub)}`, hashesSchema)
}
