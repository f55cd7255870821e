import { isIPv4 } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * The networks that an address belongs to, from the smallest to the largest. The owner of one address can
 * have every other one of its network for nothing, so what is counted per address is counted per network too.
 */
export type Networks = {
  /** One subscriber: an address of IPv4, a /64 of IPv6. */
  subscriber: string
  /** A household or a small site: /56. The same as the subscriber in IPv4. */
  site: string
  /** What one organization is given: /24 of IPv4, /48 of IPv6. */
  organization: string
  /** What one provider is given: /16 of IPv4, /32 of IPv6. */
  provider: string
}

const bits = {
  ipv4: { subscriber: 32, site: 32, organization: 24, provider: 16 },
  ipv6: { subscriber: 64, site: 56, organization: 48, provider: 32 },
}

/**
 * The part of an address by which visitors are counted and slowed: its subscriber. Everything that is not an address
 * counts as one stranger.
 */
export function networkOf(ip: string): string {
  return networksOf(ip).subscriber
}

/** Every network of an address. What is not an address is the same stranger in all of them. */
export function networksOf(ip: string): Networks {
  // Almost every address is one of these. They are asked for several times a request, and taken apart for each.
  if (isIPv4(ip)) {
    const [one, two, three] = ip.split('.')
    return {
      subscriber: ip,
      site: ip,
      organization: `${one}.${two}.${three}.0`,
      provider: `${one}.${two}.0.0`,
    }
  }
  if (!ipaddr.isValid(ip)) {
    return { subscriber: 'unknown', site: 'unknown', organization: 'unknown', provider: 'unknown' }
  }
  const address = ipaddr.process(ip)
  const { IPv4, IPv6 } = ipaddr
  const kind = address.kind()
  const start = (length: number) =>
    (kind === 'ipv4' ? IPv4 : IPv6).networkAddressFromCIDR(`${address}/${length}`).toString()
  const { subscriber, site, organization, provider } = bits[kind]
  return {
    subscriber: start(subscriber),
    site: start(site),
    organization: start(organization),
    provider: start(provider),
  }
}
