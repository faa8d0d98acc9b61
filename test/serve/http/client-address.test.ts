import { describe, expect, it } from 'vitest'
import { createClientAddress } from '../../../src/serve/http/client-address.ts'

describe('the address of a client', () => {
  it.each([
    ['that connects itself', '192.0.2.1', undefined, '192.0.2.1'],
    ['that claims to be forwarded', '192.0.2.1', '198.51.100.7', '192.0.2.1'],
    ['of a trusted proxy', '10.0.0.3', '198.51.100.7', '198.51.100.7'],
    ['of a trusted proxy that is written as IPv6', '::ffff:10.0.0.3', '198.51.100.7', '198.51.100.7'],
    ['of two trusted proxies', '127.0.0.1', '198.51.100.7, 10.0.0.3', '198.51.100.7'],
    ['that puts a lie before', '127.0.0.1', '203.0.113.1, 198.51.100.7', '198.51.100.7'],
    ['of a Unix socket', undefined, '198.51.100.7', '198.51.100.7'],
    ['of a proxy that adds ports', '127.0.0.1', '198.51.100.7:4711', '198.51.100.7'],
    ['of a proxy that adds ports, with IPv6', '127.0.0.1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['with IPv6', '127.0.0.1', '2001:db8::7', '2001:db8::7'],
    ['of a proxy that hides it', '127.0.0.1', 'unknown', 'unknown'],
    ['of a proxy that says nothing', '127.0.0.1', ' , ', '127.0.0.1'],
  ])('%s (%s, %s) is %s', (_, remoteAddress, forwarded, expected) => {
    const addressOf = createClientAddress(['loopback', '10.0.0.0/8'])
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
    expect(addressOf({ socket: { remoteAddress, destroyed: false }, headers })).toBe(expected)
  })

  it('is unknown after its connection was lost, whatever it claimed', () => {
    const headers = { 'x-forwarded-for': '198.51.100.7' }
    expect(createClientAddress(['loopback'])({ socket: { remoteAddress: undefined, destroyed: true }, headers })).toBe(
      '',
    )
  })
})
