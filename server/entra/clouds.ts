/**
 * Microsoft's clouds (entra.md 1.6). Each knows its own tenants, needs a registration of its own, and lets no one sign
 * in through the registration of another.
 */
export const clouds = ['global', 'us_government', 'china', 'bleu', 'delos', 'govsg'] as const
export type Cloud = (typeof clouds)[number]

type Known = {
  /** The sign-in hosts of the cloud, as Microsoft's own libraries list them; the first is the usual one. */
  hosts: readonly [string, ...string[]]
  /** The administrator's web portal. Microsoft has published none for its three youngest clouds. */
  portal: string | undefined
  /** What the first domain of each of its tenants ends with. */
  firstDomains: string
}

const known: Record<Cloud, Known> = {
  global: {
    hosts: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
    portal: 'https://entra.microsoft.com',
    firstDomains: '.onmicrosoft.com',
  },
  us_government: {
    hosts: ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
    portal: 'https://portal.azure.us',
    firstDomains: '.onmicrosoft.us',
  },
  china: {
    hosts: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
    portal: 'https://portal.azure.cn',
    firstDomains: '.partner.onmschina.cn',
  },
  bleu: { hosts: ['login.sovcloud-identity.fr'], portal: undefined, firstDomains: '.onsovcloud.fr' },
  delos: { hosts: ['login.sovcloud-identity.de'], portal: undefined, firstDomains: '.onsovcloud.de' },
  govsg: { hosts: ['login.sovcloud-identity.sg'], portal: undefined, firstDomains: '.onsovcloud.sg' },
}

/** The cloud whose sign-in host this is; undefined for an emulator, and for what is no address. */
export function cloudOf(address: unknown): Cloud | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined
  const { protocol, host } = new URL(address)
  return protocol === 'https:' ? clouds.find((cloud) => known[cloud].hosts.includes(host)) : undefined
}

/** The cloud of a tenant by its first domain, which names it whether or not Microsoft's host here knows the tenant. */
export function cloudOfDomain(domain: string): Cloud | undefined {
  return clouds.find((cloud) => domain.endsWith(known[cloud].firstDomains))
}

/** The administrator's web portal of the cloud with this sign-in host; undefined where none is known. */
export function portalOf(authority: string): string | undefined {
  const cloud = cloudOf(authority)
  return cloud && known[cloud].portal
}
