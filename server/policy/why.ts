import { decidingCode } from '#shared/aadsts/codes.ts'
import { refusalSaid, type Said } from '#shared/aadsts/said.ts'
import { type CheckName, checks as rules } from '#shared/checks.ts'
import { type AllClear, type Reason, reasons, type Saying, type TenantStatus } from '#shared/explanation.ts'
import { type Actor, hasTrait, type Refusal, refusals } from '#shared/refusals.ts'
import type { RemedyAction } from '#shared/remedies.ts'
import type { Role } from '#shared/roles.ts'
import type { Candidate, NamedAccount } from './accounts.ts'
import { foldAddress } from './address.ts'
import { isManager, refusalAtDoor, tenantOf } from './doors.ts'
import { match } from './matching.ts'

/** Settings in force somewhere, and where they come from. */
export type SettingsInForce = {
  /** The chain whose settings these are (R5); null if no chain above has any. */
  settingsOf: { id: string; name: string } | null
  tenantId: string | null
  tenantStatus: TenantStatus
  /** Whether anyone else has signed in through this tenant, which shows that it is right. */
  proven: boolean
}

/** A role that a user holds, with the settings in force there. */
export type HeldRole = SettingsInForce & {
  role: Role
  place: string
  /** The nearest chain. */
  chain: { id: string; name: string }
  mandatoryAuthentication: boolean
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
  aadsts: number | null
  /** The password was right, and the second factor was not, or did not come (R30). */
  lacksSecondFactor: boolean
  /** Only the address that was typed says whose it was. */
  typedOnly: boolean
  /** What the person said of Microsoft's page. Nothing proves it (R17). */
  said: Said | null
}

/** An account of the customer's own tenant that is no user here, and looks like this person. */
export type NearMiss = { reference: string; at: Date; account: NamedAccount }

/** Everything known about a person and how they sign in. Nothing in it is secret. */
export type PersonFacts = {
  userId: string
  customerId: string
  username: string
  email: string
  enabled: boolean
  hasPassword: boolean
  roles: readonly HeldRole[]
  /** The settings in force above all the roles, which speak for all of them; null if there are none. */
  above: SettingsInForce | null
  /** The links that have not been removed. */
  links: readonly NamedAccount[]
  /** Whether a first link needs no more than the account (`isVouchedFor`). */
  isVouchedFor: boolean
  /** Domains of the accounts that sign in through the person's tenants. */
  domainsSeen: readonly string[]
  /** Who owns the domain of the address, if Microsoft was asked and answered; otherwise null. */
  domain: { name: string; tenantId: string | null; isPersonal: boolean } | null
  /** Whether the customer's other people have the same domain. */
  isUsualDomain: boolean
  /** TMAS's own application ID, which is often pasted for the tenant ID; null if it is unknown. */
  applicationId: string | null
  /** Newest first. */
  attempts: readonly Attempt[]
  nearMisses: readonly NearMiss[]
  /** Attempts through the person's chains that came back without a name, or not at all. */
  unreturned: { count: number; reference: string } | null
}

export type ExplainedCheck = {
  name: CheckName
  rule: (typeof rules)[CheckName]
  passed: boolean
  /** Whether this is what stops the person. A failed check that does not is shown, but needs no repair. */
  stops: boolean
  expected: readonly Saying[]
  seen: readonly Saying[]
}

export type Why = Reason | AllClear | Refusal

export type Explanation = {
  checks: ExplainedCheck[]
  cause: Refusal | null
  /** The same, in more detail, for the words. */
  why: Why
  actor: Actor
  action: RemedyAction | null
  /** The address with which the account could sign in, if that is the remedy and the account is known. */
  address: string | null
  /** The near miss it is taken from. */
  reference: string | null
  /** What the person said, where the cause is what they say: their words, not what TMAS knows. */
  said: Said | null
}

/**
 * Why a person cannot sign in, and the one thing to change; or that nothing stands in the way.
 *
 * It makes no decisions of its own. An account that was used before is checked against today's settings by the same
 * match that a sign-in uses (`match`), so what was repaired since then counts as repaired.
 */
export function explainPerson(facts: PersonFacts): Explanation {
  const found = findWhy(facts)
  const stops = stopOf(found.why)
  const checks = checksOf(facts, found).map((check) => ({
    ...check,
    rule: rules[check.name],
    stops: check.name === stops && !check.passed,
  }))
  return {
    checks,
    ...remedyFor(found.why),
    why: found.why,
    address: found.address,
    reference: found.reference,
    said: found.said,
  }
}

/**
 * No user has this address: for explanations before there is a user. A user who is probably meant comes first, and adding
 * one second. What is not known is not claimed: an attempt that Microsoft stopped on its own page names no one.
 */
export function explainStranger(
  address: string,
  facts: Pick<PersonFacts, 'attempts' | 'unreturned'> & {
    isProbable: boolean
    /** The near miss of the likeliest user. */
    reference: string | null
  },
): Explanation {
  const why = facts.isProbable ? 'nobody_but_alike' : 'nobody'
  const attempts = ofAttempts({ ...facts, nearMisses: [] }, { why, reference: null })
  const checks = [row('exists', false, [{ say: 'no_such_address' }], [address]), ...attempts]
  return {
    checks: checks.map((check) => ({
      ...check,
      rule: rules[check.name],
      stops: check.name === 'exists',
    })),
    ...remedyFor(why),
    why,
    address: facts.isProbable ? address : null,
    reference: facts.reference,
    said: null,
  }
}

type Found = {
  why: Why
  /** The account it was found with. */
  account: NamedAccount | null
  address: string | null
  reference: string | null
  said: Said | null
}

function findWhy(facts: PersonFacts): Found {
  const { enabled, roles, hasPassword } = facts
  const standing = standingOf(facts)
  const found = (why: Why, more: Partial<Found> = {}): Found => ({
    why,
    account: null,
    address: null,
    reference: null,
    said: null,
    ...more,
  })
  if (!enabled) return found('disabled')
  if (roles.length === 0) return found('no_role')

  const [newest] = facts.attempts.filter(({ outcome }) => outcome !== 'pending')
  const isPasswordOpen = refusalAtDoor({ door: 'password' }, standing) === null
  if (newest?.outcome === 'succeeded' && newest.door === 'password' && isPasswordOpen) return found('works')

  if (tenantOf(standing) === null) {
    const byMicrosoft = newest?.door === 'microsoft'
    const noneSpeaks = roles.some(({ tenantId }) => tenantId !== null) ? 'tenants_disagree' : 'no_tenant'
    if (byMicrosoft || (!hasPassword && !isManager(standing))) return found(noneSpeaks)
    return found(byPassword(facts, newest) ?? 'nothing')
  }

  const microsoft = findAtMicrosoft(facts, standing)
  if (microsoft && microsoft.why !== 'settled') return found(microsoft.why, microsoft)
  if (newest?.door === 'password' && newest.outcome === 'refused') {
    if (isPasswordOpen) {
      const password = byPassword(facts, newest)
      if (password) return found(password)
    } else if (newest.code === 'microsoft_required' || newest.code === 'wrong_password')
      return found('password_closed')
  }
  if (facts.attempts[0]?.outcome === 'pending') return found('waiting', microsoft)
  return found(newest ? 'settled' : 'nothing', microsoft)
}

/** What stops the person at the password door, which is open. */
function byPassword({ hasPassword }: PersonFacts, newest: Attempt | undefined): Why | undefined {
  if (!hasPassword) return 'password_missing'
  if (newest?.outcome !== 'refused') return undefined
  if (newest.lacksSecondFactor) return 'second_factor_failed'
  if (newest.code === 'wrong_password') return 'password_wrong'
  return newest.code === 'throttled' ? 'throttled' : undefined
}

/** What stops the person at the Microsoft door; undefined if nothing is known to. */
function findAtMicrosoft(
  facts: PersonFacts,
  standing: Standing,
): (Partial<Found> & { why: Why }) | undefined {
  const tries = facts.attempts.filter(({ door, outcome }) => door === 'microsoft' && outcome !== 'pending')
  const [newest] = tries
  const [nearMiss] = facts.nearMisses
  // A person who came as some user's near miss has not been recognized yet, so their attempt is not among this
  // person's.
  const isNearer = nearMiss && (!newest || newest.at < nearMiss.at) && newest?.outcome !== 'succeeded'

  if (newest?.account && newest.outcome === 'succeeded' && judge(facts, newest.account) === null)
    return { why: 'works', account: newest.account }
  const unknown = tenantUnknown(facts)
  if (unknown) return { why: unknown }

  if (nearMiss && isNearer) {
    const { account, reference } = nearMiss
    return { why: 'login_differs', account, address: account.loginId, reference }
  }
  if (newest?.account) return judgedBy(facts, newest.account)
  if (newest?.outcome === 'refused' && newest.code) {
    if (hasTrait(newest.code, 'reason_unknown')) {
      const why = foreseen(facts, standing)
      if (why) return why
    }
    return { why: (newest.said && refusalSaid(newest.said)) || newest.code, said: newest.said }
  }
  return foreseen(facts, standing)
}

/** What an account that was used before would meet today. */
function judgedBy(facts: PersonFacts, account: NamedAccount): Partial<Found> & { why: Why } {
  switch (judge(facts, account)) {
    case null:
      return { why: 'settled', account }
    case 'tenant_mismatch':
      return { why: otherTenant(facts, account), account }
    case 'password_needed_first':
      return { why: 'password_needed_first', account }
    case 'linked_to_other_account':
      return { why: 'linked_elsewhere', account }
    case 'unknown_user':
      return { why: 'login_differs', account, address: account.loginId }
    case 'account_disabled':
      return { why: 'disabled', account }
    default:
      return { why: 'no_tenant', account }
  }
}

/** For someone who has never tried, or of whom nothing came back: what the address and the settings alone show. */
function foreseen(facts: PersonFacts, standing: Standing): (Partial<Found> & { why: Why }) | undefined {
  const { domain, links } = facts
  const tenant = tenantOf(standing)
  if (links.some(({ tenantId }) => tenantId === tenant) || !domain) return undefined
  if (domain.isPersonal) return { why: 'personal_address' }
  if (domain.tenantId === null) return { why: 'domain_unknown' }
  if (domain.tenantId === tenant) return undefined
  return { why: otherTenant(facts, { tenantId: domain.tenantId, objectId: '', loginId: facts.email }) }
}

/** What is wrong if the account is in another tenant: the chain's tenant ID, or the account. */
function otherTenant(facts: PersonFacts, account: NamedAccount): Reason {
  const { links, isUsualDomain } = facts
  if (!inForce(facts)?.proven && isUsualDomain) return 'wrong_tenant'
  const cameIn = links.some(({ tenantId, objectId }) => {
    return tenantId === account.tenantId && objectId === account.objectId
  })
  return cameIn ? 'old_tenant' : 'foreign_account'
}

/** Whether accounts of a tenant with this status can sign in here, as far as is known. */
function isSignInPossible(status: TenantStatus): boolean {
  return status !== 'no_such_tenant' && status !== 'other_cloud'
}

/** If Microsoft does not know the person's tenant, or knows it in another cloud, no one can sign in with it. */
function tenantUnknown(facts: PersonFacts): Reason | undefined {
  const settings = inForce(facts)
  if (!settings || isSignInPossible(settings.tenantStatus)) return undefined
  if (settings.tenantStatus === 'other_cloud') return 'tenant_in_other_cloud'
  return settings.tenantId === facts.applicationId ? 'tenant_is_application' : 'tenant_unknown'
}

/** The settings of the person's chain, whose tenant is the one to sign in with; undefined if none is in force there. */
function inForce({ above }: PersonFacts): SettingsInForce | undefined {
  return above === null || above.tenantId === null ? undefined : above
}

type Standing = ReturnType<typeof standingOf>

function standingOf({ enabled, roles, above }: PersonFacts) {
  return {
    enabled,
    commonTenantId: above?.tenantId ?? null,
    memberships: roles.map(({ role, mandatoryAuthentication }) => ({ role, mandatoryAuthentication })),
  }
}

/** Why this account could not sign in as this person today; null if it could. */
function judge(facts: PersonFacts, account: NamedAccount): Refusal | null {
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
  const found = match(account, [candidate], customerId)
  if (found.kind === 'refuse') return found.code
  return found.kind === 'admit' && found.firstTime && !facts.isVouchedFor ? 'password_needed_first' : null
}

// --- What is shown ---------------------------------------------------------------------------------------------

type Row = Pick<ExplainedCheck, 'name' | 'passed' | 'expected' | 'seen'>

function row(
  name: CheckName,
  passed: boolean,
  seen: readonly Saying[],
  expected: readonly Saying[] = [],
): Row {
  return { name, passed, expected, seen }
}

/** Every rule in order, from "exists" to the last attempt. Rules about which nothing is known are left out. */
function checksOf(facts: PersonFacts, found: Found): Row[] {
  const { username, email, enabled, roles } = facts
  const standing = standingOf(facts)
  const settings = inForce(facts)
  return [
    row('exists', true, [username], [email]),
    row('enabled', enabled, [{ say: enabled ? 'switched_on' : 'switched_off' }]),
    row(
      'has_role',
      roles.length > 0,
      roles.length > 0
        ? roles.map(({ role, place }) => ({ say: 'holds', role, place }))
        : [{ say: 'no_location' }],
    ),
    ...(roles.length > 0
      ? [row('tenant_set', settings !== undefined, settings ? [sayInForce(facts, settings)] : sayEach(roles))]
      : []),
    ...(settings ? atMicrosoft(facts, found, settings) : []),
    ...atPassword(facts, standing),
    ...ofAttempts(facts, found),
  ]
}

function sayInForce({ roles }: PersonFacts, { tenantId, settingsOf }: SettingsInForce): Saying {
  const own = roles.every(({ chain }) => chain.id === settingsOf?.id)
  return { say: 'tenant', tenantId: tenantId ?? '', chain: settingsOf?.name ?? '', own }
}

/** If none applies to all: what each of the chains has. */
function sayEach(roles: readonly HeldRole[]): Saying[] {
  return distinct(
    roles.map(({ tenantId, settingsOf, chain }): Saying => {
      if (tenantId === null || !settingsOf) return { say: 'no_tenant', chain: chain.name }
      return { say: 'tenant', tenantId, chain: settingsOf.name, own: settingsOf.id === chain.id }
    }),
  )
}

function atMicrosoft(facts: PersonFacts, found: Found, settings: SettingsInForce): Row[] {
  const { email, links, domain } = facts
  const { tenantStatus: status, tenantId: tenant } = settings
  const link = links.find(({ tenantId }) => tenantId === tenant)
  const account = found.account ?? link ?? null
  const accountTenant = account?.tenantId ?? domain?.tenantId ?? null
  return [
    row('tenant_known', isSignInPossible(status), [{ say: 'tenant_status', status }]),
    ...(link ? [] : addressRow(facts)),
    ...(accountTenant
      ? [row('chain_tenant', accountTenant === tenant, [accountTenant], tenant ? [tenant] : [])]
      : []),
    ...(account && !link ? [row('address', isSameName(email, account), [account.loginId], [email])] : []),
    linkRow(facts, found, link),
    ...(link ? [row('account_name', isSameName(email, link), [link.loginId], [email])] : []),
  ]
}

function addressRow({ domain, domainsSeen }: PersonFacts): Row[] {
  const expected: Saying[] =
    domainsSeen.length > 0 ? [{ say: 'domains_seen', domains: [...domainsSeen] }] : []
  if (!domain) return []
  const { name, tenantId, isPersonal } = domain
  if (tenantId === null) {
    const say = isPersonal ? 'domain_of_persons' : 'domain_of_nobody'
    return [row('address_plausible', false, [{ say, domain: name }], expected)]
  }
  return [row('address_plausible', true, [{ say: 'domain_of', domain: name, tenantId }], expected)]
}

function linkRow({ links }: PersonFacts, found: Found, link: NamedAccount | undefined): Row {
  const [before] = links
  if (found.why === 'linked_elsewhere' && found.account) {
    const held = links.find(({ tenantId }) => tenantId === found.account?.tenantId) ?? before
    const came = found.account.tenantId === held?.tenantId ? found.account.objectId : found.account.tenantId
    return row('link', false, [came], held ? [{ say: 'linked', ...held }] : [])
  }
  if (link) return row('link', true, [{ say: 'linked', ...link }])
  return row('link', true, [before ? { say: 'linked_before', ...before } : { say: 'not_linked' }])
}

function atPassword({ hasPassword }: PersonFacts, standing: Standing): Row[] {
  const isOpen = refusalAtDoor({ door: 'password' }, { ...standing, enabled: true }) === null
  if (!isOpen) return [row('password_door', false, [{ say: 'door_closed' }])]
  const isMandatory = standing.memberships.some((held) => held.mandatoryAuthentication)
  return [
    row('password_door', true, [{ say: isMandatory ? 'door_kept' : 'door_open' }]),
    row('password_set', hasPassword, [{ say: hasPassword ? 'password' : 'no_password' }]),
  ]
}

function ofAttempts(
  { attempts: own, nearMisses, unreturned }: Pick<PersonFacts, 'attempts' | 'nearMisses' | 'unreturned'>,
  found: Pick<Found, 'why' | 'reference'>,
): Row[] {
  // Someone who was not recognized has still tried.
  const unrecognised = nearMisses.filter(({ reference }) => reference === found.reference)
  const attempts = [...unrecognised.map(unrecognisedAttempt), ...own]
  const [newest] = attempts
  const isRefused = newest?.outcome === 'refused'
  // What has been settled since stops no one any more.
  const isSettled = found.why === 'settled' || found.why === 'works'
  return [
    ...(unreturned ? [row('returned', false, [{ say: 'unreturned', ...unreturned }])] : []),
    row(
      'last_attempt',
      !isRefused || isSettled,
      newest ? attempts.slice(0, 3).map(sayAttempt) : [{ say: 'none_seen' }],
    ),
  ]
}

function unrecognisedAttempt({ reference, at, account }: NearMiss): Attempt {
  const common = {
    reference,
    at,
    account,
    aadsts: null,
    lacksSecondFactor: false,
    typedOnly: false,
    said: null,
  }
  return { ...common, door: 'microsoft', outcome: 'refused', code: 'unknown_user' }
}

function sayAttempt({ account: _, lacksSecondFactor: __, at, said, ...attempt }: Attempt): Saying {
  const told = said && { code: refusalSaid(said), aadsts: decidingCode(said.codes) ?? null }
  return { say: 'attempt', at: at.toISOString(), ...attempt, said: told }
}

function isSameName(email: string, { loginId }: NamedAccount) {
  return foldAddress(email) === foldAddress(loginId)
}

function distinct<T>(values: readonly T[]): T[] {
  const seen = new Map(values.map((value) => [JSON.stringify(value), value]))
  return [...seen.values()]
}

function stopOf(why: Why): CheckName | undefined {
  if (why in reasons) return reasons[why as Reason].stops
  return why in refusals ? 'last_attempt' : undefined
}

function remedyFor(why: Why): Pick<Explanation, 'cause' | 'actor' | 'action'> {
  if (why in reasons) {
    const { cause, actor, action } = reasons[why as Reason]
    return { cause, actor, action }
  }
  if (why in refusals) {
    const cause = why as Refusal
    return { cause, actor: refusals[cause].actor, action: refusals[cause].remedy }
  }
  return {
    cause: null,
    actor: 'person',
    action: why === 'nothing' || why === 'settled' ? 'mail_instructions' : null,
  }
}
