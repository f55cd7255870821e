import ipaddr from 'ipaddr.js'

/**
 * The part of an address by which visitors are counted and slowed. A /64 of IPv6 belongs to one subscriber. Everything
 * that is not an address counts as one stranger.
 */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown'
  const address = ipaddr.process(ip)
  return address.kind() === 'ipv6'
    ? ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()
    : address.toString()
}
