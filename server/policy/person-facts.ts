import type { Said } from '#shared/aadsts/said.ts'
import type { Check } from '#shared/checks.ts'
import type { TenantStatus } from '#shared/explanation.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { Role } from '#shared/roles.ts'
import type { Candidate, NamedAccount } from './accounts.ts'
import { foldAddress } from './address.ts'
import { match } from './matching.ts'
import type { StartDay } from './start-day.ts'

/** Settings in force somewhere, and where they come from. */
export type SettingsInForce = {
  /** The chain whose settings these are (R5); null if no chain above has any. */
  settingsOf: { id: string; name: string } | null
  tenantId: string | null
  tenantStatus: TenantStatus
  /** Whether the tenant is proved to be the customer's (R31). */
  isProved: boolean
  /**
   * How many others with addresses in the person's domain are linked in this tenant, as far as it matters. They show
   * that it is right; a consultant who saved their own company's tenant and signed in with it does not.
   */
  colleagues: number
  /** The same for others with any address. */
  others: number
}

/** A role that a user holds, with the settings in force there. */
export type HeldRole = SettingsInForce & {
  role: Role
  place: string
  /** The nearest chain. */
  chain: { id: string; name: string }
  mandatoryAuthentication: boolean
  /** The day from which an exception by name no longer holds there; null or absent if there is none. */
  exceptionEndsOn?: string | null
  /** The day from which a manager there needs a second factor; null or absent if none is required. */
  secondFactorDay?: StartDay | null
}

/** An attempt that is known, or believed, to be this person's. */
export type Attempt = {
  reference: string
  at: Date
  door: 'microsoft' | 'password'
  outcome: 'pending' | 'succeeded' | 'refused'
  code: Refusal | null
  /** The account that Microsoft proved, if it came that far. */
  account: NamedAccount | null
  /** What the account says that its person is called. It proves nothing, and helps to tell people apart. */
  name: string | null
  aadsts: number | null
  /** The password was right, and the second factor was not, or did not come (R30). */
  lacksSecondFactor: boolean
  /** Only what was typed says whose it was, in a browser in which the person has never signed in. */
  typedOnly: boolean
  /** Whether they left through the address of their chain, and so for the path on which guests are known. */
  throughChain: boolean
  /** What the person said of Microsoft's page. Nothing proves it (R17). */
  said: Said | null
  /** What an answer of Microsoft's that was not accepted was checked for. */
  checks: readonly Check[]
}

/** An account of the customer's own tenant that is no user here, and looks like this person. */
export type NearMiss = { reference: string; at: Date; account: NamedAccount; name: string | null }

/** A link that has not been removed. */
export type Link = NamedAccount & { lastUsedAt: Date }

/** Everything known about a person and how they sign in. Nothing in it is secret. */
export type PersonFacts = {
  userId: string
  customerId: string
  username: string
  email: string
  firstName: string
  lastName: string
  enabled: boolean
  /** The first day on which the account is no longer open; null or absent if it has no end. */
  endsOn?: string | null
  /** The moment as of which all this is known. */
  asOf: Date
  /** Whether the operator has suspended the customer. */
  suspended: boolean
  hasPassword: boolean
  /** Absent is no. */
  hasSecondFactor?: boolean
  /** When they last signed in, at whichever door; null if never. */
  lastSignInAt: Date | null
  roles: readonly HeldRole[]
  /** The settings in force above all the roles, which speak for all of them; null if there are none. */
  above: SettingsInForce | null
  /** The links that have not been removed. */
  links: readonly Link[]
  /** Whether a first link needs no more than the account (`isVouchedFor`). */
  isVouchedFor: boolean
  /** Domains of the accounts that sign in through the person's tenants. */
  domainsSeen: readonly string[]
  /** Who owns the domain of the address, if Microsoft was asked and answered; otherwise null. */
  domain: { name: string; tenantId: string | null; isPersonal: boolean } | null
  /** Whether the customer's other people have the same domain. */
  isUsualDomain: boolean
  /** How many others were refused because their accounts are in another tenant than theirs, by that tenant. */
  alike: ReadonlyMap<string, number>
  /** The tenant IDs that the customer's chains have. */
  tenantsOfChains: readonly string[]
  /** TMAS's own application ID, which is often pasted for the tenant ID; null if it is unknown. */
  applicationId: string | null
  /** Newest first. */
  attempts: readonly Attempt[]
  nearMisses: readonly NearMiss[]
  /** Attempts through the person's chains that came back without a name, or not at all. */
  unreturned: { count: number; reference: string } | null
}

/** The link that decides today: the one in the tenant in force. */
export function linkInForce(facts: PersonFacts): Link | undefined {
  const tenantId = inForce(facts)?.tenantId
  return facts.links.find((link) => link.tenantId === tenantId)
}

/** The settings of the person's chain, whose tenant is the one to sign in with; undefined if none is in force there. */
export function inForce({ above }: PersonFacts): SettingsInForce | undefined {
  return above === null || above.tenantId === null ? undefined : above
}

export type PersonsStanding = ReturnType<typeof standingOf>

export function standingOf({ enabled, endsOn = null, suspended, roles, above }: PersonFacts) {
  return {
    enabled,
    endsOn,
    suspended,
    commonTenantId: above?.tenantId ?? null,
    memberships: roles.map(({ role, mandatoryAuthentication, exceptionEndsOn = null }) => ({
      role,
      mandatoryAuthentication,
      exceptionEndsOn,
    })),
  }
}

/** Why this account could not sign in as this person today; null if it could. */
export function judge(facts: PersonFacts, account: NamedAccount): Refusal | null {
  const { userId, customerId, email, links } = facts
  const candidate: Candidate = {
    ...standingOf(facts),
    userId,
    customerId,
    email,
    linkedObjectId: links.find(({ tenantId }) => tenantId === account.tenantId)?.objectId ?? null,
    // Within one customer, no candidate comes before another because of it.
    isTenantProved: false,
  }
  const found = match(account, [candidate], customerId, facts.asOf)
  if (found.kind === 'refuse') return found.code
  return found.kind === 'admit' && found.firstTime && !facts.isVouchedFor ? 'password_needed_first' : null
}

export function isSameName(email: string, { loginId }: NamedAccount) {
  return foldAddress(email) === foldAddress(loginId)
}
