import type { Server } from 'node:net'
import { clientNetwork } from './client-network.ts'

/**
 * Closes the connections of a client beyond a number, so that no client can shut out the others. Proxies have many clients, so
 * those are exempt.
 *
 * @param isProxy whether an address is of a trusted proxy
 */
export function limitClientConnections(
  server: Server,
  { limit, isProxy }: { limit: number; isProxy: (address: string) => boolean },
): void {
  const open = new Map<string, number>()
  server.on('connection', (socket) => {
    const { remoteAddress: address } = socket
    // A Unix socket has none, and only programs of this machine.
    if (address === undefined || isProxy(address)) return
    const client = clientNetwork(address)
    const count = (open.get(client) ?? 0) + 1
    if (count > limit) {
      socket.destroy()
      return
    }
    open.set(client, count)
    socket.once('close', () => {
      const left = (open.get(client) ?? 1) - 1
      if (left > 0) open.set(client, left)
      else open.delete(client)
    })
  })
}
