import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { PublicationStore } from '../publish/store.ts'
import { type HubNotifier, startHubNotifier } from '../websub/hub-notifier.ts'
import { publishes } from './bucket-roles.ts'

/** Starts to notify the hubs of what this server publishes, and logs each notification. */
export function startLoggedHubNotifier(
  config: Config,
  store: PublicationStore,
  log: Logger,
  now: () => Date,
): Promise<HubNotifier> {
  return startHubNotifier({
    store,
    hubs: publishes(config) ? config.websubHubs : [],
    publicUrl: config.publicUrl,
    now,
    onPing: ({ failure, ...ping }) => {
      if (failure === undefined) log.debug(ping, 'hub notified')
      else log.warn({ ...ping, failure }, 'hub notification failed, will retry')
    },
  })
}
