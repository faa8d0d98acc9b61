import type { IncomingMessage } from 'node:http'
import { compile } from 'proxy-addr'

/** The parts of a request that name its client. */
export type Forwarded = Pick<IncomingMessage, 'headers'> & {
  socket: Pick<IncomingMessage['socket'], 'remoteAddress' | 'destroyed'>
}

/** What is at the other end of a Unix socket: a proxy on this machine. */
const LOCAL = '127.0.0.1'

/**
 * Creates a function that finds the address of the client: the last one in `X-Forwarded-For` that is no trusted proxy. What
 * others write there is not believed.
 *
 * @param trustedProxies addresses and subnets, as `proxy-addr` has them
 */
export function createClientAddress(trustedProxies: readonly string[]): (request: Forwarded) => string {
  const isProxy = createProxyTest(trustedProxies)
  return ({ socket, headers }) => {
    let address = socket.remoteAddress ?? (socket.destroyed ? '' : LOCAL)
    const forwarded = String(headers['x-forwarded-for'] ?? '').split(',')
    while (isProxy(address)) {
      const before = withoutPort(forwarded.pop()?.trim() ?? '')
      if (before === '') break
      address = before
    }
    return address
  }
}

/** Creates a function that tells whether an address is of a trusted proxy. */
export function createProxyTest(trustedProxies: readonly string[]): (address: string) => boolean {
  const isTrusted = compile([...trustedProxies])
  return (address) => isTrusted(address, 0)
}

/** Some proxies add the client's port, which differs in each connection. */
function withoutPort(address: string): string {
  const [, ipv6, ipv4] = /^(?:\[([\da-f:.]+)\](?::\d+)?|([\d.]+):\d+)$/i.exec(address) ?? []
  return ipv6 ?? ipv4 ?? address
}
