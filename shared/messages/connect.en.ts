import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/** The words of *Connect with Microsoft* (R4). */
export const connect = {
  byHand: 'Or follow the five steps and paste the tenant ID.',
  question: (chain: string, domain: string) => `Connect ${chain} to ${domain}?`,
  questionById: (chain: string) => `Connect ${chain} to this organization?`,
  moreDomains: (n: number) => plural(n, { one: 'and 1 more domain', other: `and ${number(n)} more domains` }),
  moreDomainsAre: 'Other domains of this organization',
  signedInAs: (loginId: string) => `Signed in as ${loginId}.`,
  tenantId: 'Tenant ID',
  otherDomains: (n: number, domains: string) =>
    plural(n, {
      one: `1 user has an address that Microsoft does not count as this organization’s (${domains}).`,
      other: `${number(n)} users have addresses that Microsoft does not count as this organization’s (${domains}).`,
    }),
  replaces: (tenantId: string) => `It replaces the tenant ID in force now, ${tenantId}.`,
  already: (chain: string) =>
    `${chain} uses this organization already. You have shown that you belong to it.`,
  confirm: 'Yes, connect',
  otherAccount: 'No, use another account',
  changedMeanwhile:
    'Someone else changed these settings in the meantime, so nothing was saved. This is how they are now.',
  connected: (chain: string, domain: string) => `${chain} is connected to ${domain}`,
  connectedText: 'The tenant ID is saved, and it is proved that it is yours.',
  finishing: 'Your own sign-in with Microsoft completes the setup. It usually takes a moment.',
  notLetIn: 'Your users can sign in with Microsoft now. The account that you used cannot yet:',
  failed: 'Nothing was connected',
  guest: 'This account is a guest there. Use an account of your own organization.',
  gone: 'This is no longer available. Start again.',
  close: 'Close',
}
