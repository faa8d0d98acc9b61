import { Server, Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { limitClientConnections } from '../../../src/serve/http/limit-client-connections.ts'

describe('limitClientConnections', () => {
  it('counts an IPv6 client by its network, in which it can choose any address', () => {
    const connect = limited(2)
    const addresses = ['2001:db8:1:2::1', '2001:db8:1:2::2', '2001:db8:1:2:ffff::3', '2001:db8:1:3::1', '192.0.2.1']
    expect(addresses.map((address) => connect(address).destroyed)).toEqual([false, false, true, false, false])
  })

  it('accepts another connection after one was closed', () => {
    const connect = limited(1)
    const first = connect('2001:db8:1:2::1')
    first.emit('close')
    expect(connect('2001:db8:1:2::2').destroyed).toBe(false)
  })
})

/** Connects clients to a server with a limit for each of them. */
function limited(limit: number): (address: string) => Socket {
  const server = new Server()
  limitClientConnections(server, { limit, isProxy: () => false })
  return (address) => {
    const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: address })
    server.emit('connection', socket)
    return socket
  }
}
