/** A Microsoft cloud, by the names that its discovery documents use (entra 1.6). */
export type Cloud = {
  name: string
  /** The login host; its first alias in instance discovery. */
  host: string
  aliases: string[]
  instanceName: string
  graphHost: string
  msGraphHost: string
  rbacUrl: string
  /** `tenant_region_scope` of its tenants. */
  region: string
}

/** The clouds beside the one that the emulator stands for. Each needs an app registration of its own. */
export const otherClouds = {
  us_government: {
    name: 'US Government',
    host: 'login.microsoftonline.us',
    aliases: ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
    instanceName: 'microsoftonline.us',
    graphHost: 'graph.windows.net',
    msGraphHost: 'graph.microsoft.us',
    rbacUrl: 'https://pasff.usgovcloudapi.net',
    region: 'USGov',
  },
  china: {
    name: 'China (21Vianet)',
    host: 'login.partner.microsoftonline.cn',
    aliases: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
    instanceName: 'partner.microsoftonline.cn',
    graphHost: 'graph.chinacloudapi.cn',
    msGraphHost: 'microsoftgraph.chinacloudapi.cn',
    rbacUrl: 'https://pas.chinacloudapi.cn',
    region: 'AS',
  },
  bleu: sovereign('Bleu (France)', 'fr', 'FG'),
  delos: sovereign('Delos (Germany)', 'de', 'GG2'),
  govsg: sovereign('GovSG (Singapore)', 'sg', 'GG3'),
} as const satisfies Record<string, Cloud>

export type OtherCloud = keyof typeof otherClouds

export const otherCloudNames = Object.keys(otherClouds) as OtherCloud[]

/** The three clouds of January 2026 differ by their country alone; hosts as Microsoft's own libraries have them. */
function sovereign(name: string, country: string, region: string): Cloud {
  const host = `login.sovcloud-identity.${country}`
  return {
    name,
    host,
    aliases: [host],
    instanceName: `sovcloud-identity.${country}`,
    graphHost: `graph.svc.sovcloud.${country}`,
    msGraphHost: `graph.svc.sovcloud.${country}`,
    rbacUrl: `https://pas.svc.sovcloud.${country}`,
    region,
  }
}
