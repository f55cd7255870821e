import { decidingCode } from '#shared/aadsts/codes.ts'
import { refusalSaid } from '#shared/aadsts/said.ts'
import type { CheckName, checks as rules } from '#shared/checks.ts'
import { hasEnded } from '#shared/end-date.ts'
import type { Saying } from '#shared/explanation.ts'
import type { NamedAccount } from './accounts.ts'
import { ifOpen, isManager, refusalAtDoor } from './doors.ts'
import type { Found } from './found.ts'
import {
  type Attempt,
  type HeldRole,
  inForce,
  isSameName,
  type NearMiss,
  type PersonFacts,
  type PersonsStanding,
  type SettingsInForce,
  standingOf,
} from './person-facts.ts'
import { isSignInPossible } from './why-tenant.ts'

export type ExplainedCheck = {
  name: CheckName
  rule: (typeof rules)[CheckName]
  passed: boolean
  /** Whether this is what stops the person. A failed check that does not is shown, but needs no repair. */
  stops: boolean
  expected: readonly Saying[]
  seen: readonly Saying[]
}

type Row = Pick<ExplainedCheck, 'name' | 'passed' | 'expected' | 'seen'>

export function row(
  name: CheckName,
  passed: boolean,
  seen: readonly Saying[],
  expected: readonly Saying[] = [],
): Row {
  return { name, passed, expected, seen }
}

/** Every rule in order, from "exists" to the last attempt. Rules about which nothing is known are left out. */
export function checksOf(facts: PersonFacts, found: Found): Row[] {
  const { username, email, enabled, endsOn, suspended, roles, asOf } = facts
  const standing = standingOf(facts)
  const settings = inForce(facts)
  return [
    row('exists', true, [username], [email]),
    // Said only where it stops the person.
    ...(suspended ? [row('customer_active', false, [])] : []),
    row('enabled', enabled, [{ say: enabled ? 'switched_on' : 'switched_off' }]),
    ...(endsOn
      ? [
          hasEnded({ endsOn }, asOf)
            ? row('not_ended', false, [{ say: 'ended', on: endsOn }])
            : row('not_ended', true, [{ say: 'ends', on: endsOn }]),
        ]
      : []),
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
    ...ofAttempts(facts, found, found.stranger?.reference ?? null),
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

function atPassword({ hasPassword, asOf }: PersonFacts, standing: PersonsStanding): Row[] {
  if (refusalAtDoor({ door: 'password' }, ifOpen(standing), asOf) !== null)
    return [row('password_door', false, [{ say: 'door_closed' }])]
  const isMandatory = standing.memberships.some((held) => held.mandatoryAuthentication)
  const kept: Saying =
    isMandatory && !isManager(standing)
      ? { say: 'door_excepted' }
      : { say: isMandatory ? 'door_kept' : 'door_open' }
  return [
    row('password_door', true, [kept]),
    row('password_set', hasPassword, [{ say: hasPassword ? 'password' : 'no_password' }]),
  ]
}

export function ofAttempts(
  { attempts: own, nearMisses, unreturned }: Pick<PersonFacts, 'attempts' | 'nearMisses' | 'unreturned'>,
  found: Pick<Found, 'why' | 'reference'>,
  strangers: string | null = null,
): Row[] {
  // Someone who was not recognized has still tried.
  const unrecognised = nearMisses.filter(({ reference }) => reference === found.reference)
  const attempts = [...unrecognised.map(unrecognisedAttempt), ...own]
  const [newest] = attempts
  const isRefused = newest?.outcome === 'refused'
  // What has been settled since no longer stops anyone, and what someone else tried never did.
  const isSettled = found.why === 'settled' || found.why === 'works' || newest?.reference === strangers
  return [
    ...(unreturned ? [row('returned', false, [{ say: 'unreturned', ...unreturned }])] : []),
    row(
      'last_attempt',
      !isRefused || isSettled,
      newest ? attempts.slice(0, 3).map(sayAttempt) : [{ say: 'none_seen' }],
    ),
  ]
}

function unrecognisedAttempt({ reference, at, account, name }: NearMiss): Attempt {
  const common = {
    reference,
    at,
    account,
    name,
    aadsts: null,
    lacksSecondFactor: false,
    typedOnly: false,
    throughChain: false,
    said: null,
    checks: [],
  }
  return { ...common, door: 'microsoft', outcome: 'refused', code: 'unknown_user' }
}

function sayAttempt({
  account: _,
  name: __,
  lacksSecondFactor: ___,
  checks: ____,
  throughChain: _____,
  at,
  said,
  ...attempt
}: Attempt): Saying {
  const told = said && { code: refusalSaid(said), aadsts: decidingCode(said.codes) ?? null }
  return { say: 'attempt', at: at.toISOString(), ...attempt, said: told }
}

function distinct<T>(values: readonly T[]): T[] {
  const seen = new Map(values.map((value) => [JSON.stringify(value), value]))
  return [...seen.values()]
}
