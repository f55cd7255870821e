import { isIPv4 } from 'node:net'
import ipaddr from 'ipaddr.js'

export type Network = [ipaddr.IPv4 | ipaddr.IPv6, number]

/**
 * The address that a request comes from: that of its connection or, as long as that is a trusted proxy's, the one that
 * proxy names. It is read from the right, where our own proxies write. What is further left cannot be trusted.
 *
 * @param forwardedFor the header X-Forwarded-For, if any.
 */
export function clientAddress(
  connection: string | undefined,
  forwardedFor: string | undefined,
  trusted: readonly Network[],
): string {
  let address = normal(connection) ?? 'unknown'
  const hops = (forwardedFor ?? '').split(',')
  while (isTrusted(address, trusted) && hops.length > 0) {
    const next = normal(hops.pop())
    // One of our proxies names no readable address. Its own address is better than a made-up one.
    if (next === undefined) break
    address = next
  }
  return address
}

/**
 * An address in any of the forms in which proxies write one: alone, with a port, in brackets, in quotation marks, or
 * after `for=` (RFC 7239).
 */
function normal(text: string | undefined): string | undefined {
  // As it is on almost every connection: nothing has to be read out of it.
  if (text !== undefined && isIPv4(text)) return text
  const bare = text
    ?.trim()
    .replace(/^for=/i, '')
    .replace(/^"(.*)"$/, '$1')
  const address =
    /^\[([^\]]+)\](?::\d{1,5})?$/.exec(bare ?? '')?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(bare ?? '')?.[1] ?? bare
  if (!address) return undefined
  // The library reads “10” as 0.0.0.10, as inet_aton did.
  const isWhole = address.includes(':') || ipaddr.IPv4.isValidFourPartDecimal(address)
  return isWhole && ipaddr.isValid(address) ? ipaddr.process(address).toString() : undefined
}

function isTrusted(address: string, trusted: readonly Network[]): boolean {
  if (trusted.length === 0 || !ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return trusted.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits))
}
