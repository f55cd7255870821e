import ipaddr from 'ipaddr.js'

/**
 * An address for counting: who is slowed or bounded as one. A whole /64 of IPv6 is one subscriber's; what is no address
 * counts as one stranger.
 */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown'
  const address = ipaddr.process(ip)
  return address.kind() === 'ipv6'
    ? ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()
    : address.toString()
}
