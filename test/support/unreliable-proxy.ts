import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'
import { onTestFinished } from 'vitest'

/** What a network may do: nothing, be away, delay all bytes, cut responses in the middle, or alter them. */
type Fault = 'none' | 'away' | 'slow' | 'cutting' | 'corrupting'

export interface UnreliableProxy {
  /** Such as `http://127.0.0.1:1234`. */
  url: string
  fault: Fault
  /** Responses that were cut or altered. */
  harmed: number
}

/** How many bytes of a response pass before it is cut or altered: more than its head. */
const HARMLESS_BYTES = 1500

/** Starts a proxy in front of a service on this machine that harms connections as it is told. */
export async function startUnreliableProxy(endpoint: string): Promise<UnreliableProxy> {
  const { port } = new URL(endpoint)
  const proxy: UnreliableProxy = { url: '', fault: 'none', harmed: 0 }
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    if (proxy.fault === 'away') return client.destroy()
    const upstream = connect(Number(port), '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket
        .on('error', () => undefined)
        .on('close', () => {
          client.destroy()
          upstream.destroy()
          sockets.delete(socket)
        })
    }
    client.pipe(upstream)
    upstream.pipe(harm(proxy, client)).pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return proxy
}

function harm(proxy: UnreliableProxy, client: Socket): Transform {
  let passed = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const { fault } = proxy
      if (fault === 'away') return void client.destroy()
      passed += chunk.length
      if (passed > HARMLESS_BYTES && fault === 'cutting') {
        proxy.harmed++
        client.end(chunk.subarray(0, chunk.length / 2), () => client.destroy())
        return
      }
      if (passed > HARMLESS_BYTES && fault === 'corrupting') {
        proxy.harmed++
        passed = 0
        const at = chunk.length - 2
        chunk.writeUInt8(chunk.readUInt8(at) ^ 1, at)
      }
      if (fault === 'slow') setTimeout(done, 20, null, chunk)
      else done(null, chunk)
    },
  })
}
