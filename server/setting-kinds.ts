import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { isRecipient } from './backups/backup-recipient.ts'

/**
 * The kinds of values that settings have: from the text of the environment to what it means, or to what it should be.
 */

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

const isLocal = (url: URL) => loopback.has(url.hostname) || url.hostname.endsWith('.localhost')

export const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, '')) {
    context.addIssue('must be an origin such as https://tmas.example, without a path')
    return z.NEVER
  }
  if (url.protocol === 'http:' && !isLocal(url)) {
    context.addIssue('must be https, except on this machine itself')
    return z.NEVER
  }
  return url
})

export const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be a port number')

/** At least a month, because managers look back that far, and sessions lead to the attempts that opened them. */
export const attemptDays = days(30)

/** At least a year, because that is how far back auditors look. */
export const auditDays = days(365)

function days(atLeast: number) {
  return z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number of days')
    .transform(Number)
    .refine((number) => number >= atLeast, `must be at least ${atLeast} days`)
}

export const network = z.string().transform((text, context) => {
  try {
    // The library reads “10” as 0.0.0.10, as inet_aton did. A typing error must not make us trust another machine.
    const [address = ''] = text.split('/')
    if (!address.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(address)) throw new Error(address)
    const network: [ipaddr.IPv4 | ipaddr.IPv6, number] = text.includes('/')
      ? ipaddr.parseCIDR(text)
      : [ipaddr.parse(text), text.includes(':') ? 128 : 32]
    const least = network[0].kind() === 'ipv4' ? 8 : 32
    if (network[1] < least) {
      context.addIssue(`“${text}” trusts half the world: name your proxies, in ranges of at least /${least}`)
      return z.NEVER
    }
    return network
  } catch {
    context.addIssue(`“${text}” is neither an address nor a CIDR range`)
    return z.NEVER
  }
})

export const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

export const recipients = z.string().transform((text, context) => {
  const given = list(text)
  for (const one of given) {
    if (isRecipient(one)) continue
    // Someone may have put the private key here, which must not be printed.
    context.addIssue('must be public keys such as age1…, separated by commas')
    return z.NEVER
  }
  return given
})

/** Minutes after midnight, in order. */
export const timesOfDay = z.string().transform((text, context) => {
  const times = list(text).map((time) => /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time))
  const minutes = times.map((found) => Number(found?.[1]) * 60 + Number(found?.[2]))
  if (minutes.length > 0 && !minutes.some(Number.isNaN)) return [...new Set(minutes)].sort((a, b) => a - b)
  context.addIssue('must be times of the day such as 02:00, separated by commas')
  return z.NEVER
})

export const files = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a number of files')
  .transform(Number)
  .refine((number) => number >= 1, 'must be at least 1 file')

/** An address, alone or with a name before it. It becomes a header, so it is one line. */
export const sender = z
  .string()
  .regex(
    /^(?:[^<>\p{C}]*<[^<>@\s\p{C}]+@[^<>@\s\p{C}]+>|[^<>@\s\p{C}]+@[^<>@\s\p{C}]+)$/u,
    'must be an address such as tmas@tmas.example or "TMAS <tmas@tmas.example>"',
  )
