import { isIPv6 } from 'node:net'

/** The groups of an IPv6 address that name a network: clients have a /64 each, and choose the rest freely (RFC 4291 §2.5.1). */
const NETWORK_GROUPS = 4

/** What tells clients apart: an IPv4 address, or the /64 of an IPv6 address. Link-local addresses share theirs, so they stay whole. */
export function clientNetwork(address: string): string {
  if (!isIPv6(address) || /^(?:::ffff:|fe80:)/i.test(address)) return address
  const [head = '', tail] = address.split('::')
  const groups = groupsOf(head)
  const missing = tail === undefined ? 0 : 8 - groups.length - groupsOf(tail).length
  const all = [...groups, ...Array.from({ length: missing }, () => '0'), ...groupsOf(tail ?? '')]
  return `${all.slice(0, NETWORK_GROUPS).join(':')}::/64`
}

function groupsOf(part: string): string[] {
  return part === '' ? [] : part.split(':')
}
