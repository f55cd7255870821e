/**
 * Generated worlds for the rule of remedies: one person as TMAS keeps them, and every account that there is at
 * Microsoft, of which TMAS sees only attempts. Accounts are renamed, recreated, and get each other's addresses.
 */
import type { Said } from '#shared/aadsts/said.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { Safeguard } from '#shared/safeguards.ts'
import type { Candidate, NamedAccount } from '../accounts.ts'
import { foldAddress } from '../address.ts'
import { match } from '../matching.ts'
import { likenessOf } from '../near-miss.ts'
import type { Attempt, Link, NearMiss, PersonFacts, SettingsInForce } from '../person-facts.ts'
import { dice } from './dice.ts'

export type Entry = NamedAccount & { name: string; isTheirs: boolean; exists: boolean }

/** A refused attempt as a manager's list has it. */
export type Row = {
  at: Date
  code: Refusal
  checks: Check[]
  account: NamedAccount | null
  name: string | null
  /** Whether it names the person, by their address or by their link. */
  isOfPerson: boolean
  said: Said | null
}

export type World = {
  email: string
  firstName: string
  lastName: string
  enabled: boolean
  hasPassword: boolean
  mandatory: boolean
  isVouchedFor: boolean
  tenantId: string | null
  accounts: Entry[]
  links: Link[]
  attempts: Attempt[]
  rows: Row[]
  nearMisses: NearMiss[]
  domainTenantId: string | null | undefined
  others: number
}

const home = '11111111-0000-4000-8000-000000000000'
const foreign = '22222222-0000-4000-8000-000000000000'
const start = Date.UTC(2026, 0, 1)

export function generate(seed: number): World {
  const { chance, pick, id } = dice(seed)
  const firstName = pick(['Maria', 'Tom', ''])
  const lastName = firstName === '' ? '' : pick(['Keller', 'Berg'])
  const address = 'maria.keller@acme.example'
  const email = pick([address, address, 'maria.kelles@acme.example', 'm.keller@acme.example'])
  const own: Entry = {
    tenantId: chance(0.9) ? home : foreign,
    objectId: id(),
    loginId: address,
    name: `${firstName} ${lastName}`.trim(),
    isTheirs: true,
    exists: true,
  }
  const world: World = {
    email,
    firstName,
    lastName,
    enabled: chance(0.85),
    hasPassword: chance(0.5),
    mandatory: chance(0.3),
    isVouchedFor: chance(0.9),
    tenantId: chance(0.9) ? home : pick([null, foreign]),
    accounts: [own],
    links: [],
    attempts: [],
    rows: [],
    nearMisses: [],
    domainTenantId: pick([home, home, undefined, null, foreign]),
    others: pick([0, 0, 3]),
  }
  let now = start
  const tries = (account: Entry) => {
    now += 60_000
    record(world, account, new Date(now), id())
  }
  if (chance(0.7)) tries(own)
  for (let step = 0; step < 4; step += 1) {
    const mine = world.accounts.filter(({ isTheirs, exists }) => isTheirs && exists)
    const [account = own] = mine
    if (chance(0.3)) account.loginId = pick(['maria.vogel@acme.example', 'm.k@acme.example'])
    if (chance(0.2)) {
      // Deleted and recreated, with the same address.
      account.exists = false
      world.accounts.push({ ...account, objectId: id(), exists: true })
    }
    if (chance(0.5)) {
      const loginId = pick([email, address, 'maria.keler@acme.example', 'mary.keller@acme.example'])
      const isTakenIn = (tenantId: string) =>
        world.accounts.some((one) => one.exists && one.tenantId === tenantId && one.loginId === loginId)
      const newcomer = {
        tenantId: isTakenIn(home) || chance(0.3) ? foreign : home,
        objectId: id(),
        loginId,
        name: pick(['Maria Keller', 'Zoe Quint', '']),
        isTheirs: false,
        exists: true,
      }
      // A login ID is one account's within its tenant.
      if (!isTakenIn(newcomer.tenantId)) world.accounts.push(newcomer)
    }
    if (chance(0.2)) world.email = pick([email, address])
    if (chance(0.15)) world.enabled = !world.enabled
    const how = pick(['microsoft', 'microsoft', 'microsoft', 'password', 'stopped'] as const)
    if (how === 'microsoft') tries(pick(world.accounts.filter(({ exists }) => exists)))
    else {
      now += 60_000
      if (how === 'password') recordPassword(world, new Date(now), id())
      else recordStopped(world, new Date(now), id(), pick(saidOfMicrosoft))
    }
  }
  return world
}

/** What a person may say of Microsoft's page: nothing proves any of it. */
const saidOfMicrosoft: Said[] = [
  { choice: 'approval', codes: [], meaning: 'admin_consent_required' },
  { choice: 'closed', codes: [], meaning: null },
  { choice: null, codes: [90002], meaning: null },
  { choice: null, codes: [50105], meaning: null },
  { choice: null, codes: [50020], meaning: null },
  { choice: null, codes: [50057], meaning: null },
]

function candidateOf(world: World, account: NamedAccount): Candidate {
  return {
    userId: 'person',
    customerId: 'customer',
    email: world.email,
    enabled: world.enabled,
    commonTenantId: world.tenantId,
    memberships: [{ role: 'viewer', mandatoryAuthentication: world.mandatory }],
    linkedObjectId: world.links.find(({ tenantId }) => tenantId === account.tenantId)?.objectId ?? null,
    isTenantProved: false,
  }
}

/** Whether an account can sign in as the person. */
export function admits(world: World, account: NamedAccount): boolean {
  const found = match(account, [candidateOf(world, account)], 'customer', new Date(start))
  return found.kind === 'admit' && (!found.firstTime || world.isVouchedFor)
}

/** What TMAS does at a sign-in, and what it then knows of it. */
function record(world: World, { name: said, ...entry }: Entry, at: Date, reference: string) {
  const account = { tenantId: entry.tenantId, objectId: entry.objectId, loginId: entry.loginId }
  const name = said === '' ? null : said
  const candidate = candidateOf(world, account)
  const found = match(account, [candidate], 'customer', at)
  const isKnown = candidate.linkedObjectId === account.objectId || isSame(world.email, account.loginId)
  const common = { reference, at, door: 'microsoft' as const, account, name, aadsts: null, said: null }
  const more = { lacksSecondFactor: false, typedOnly: false, throughChain: false, checks: [] }
  const refused = (code: Refusal, checks: Check[], isOfPerson: boolean) => {
    if (isOfPerson) world.attempts.unshift({ ...common, ...more, outcome: 'refused', code })
    world.rows.unshift({ at, code, checks, account, name, isOfPerson, said: null })
  }
  if (found.kind === 'admit' && admits(world, account)) {
    const link = world.links.find(({ tenantId }) => tenantId === account.tenantId)
    if (link) Object.assign(link, { lastUsedAt: at, loginId: account.loginId })
    else world.links.push({ ...account, lastUsedAt: at })
    world.attempts.unshift({ ...common, ...more, outcome: 'succeeded', code: null })
  } else if (found.kind === 'admit')
    refused('password_needed_first', [{ name: 'vouched', passed: false }], true)
  else if (isKnown && found.kind === 'refuse') refused(found.code, found.verdicts[0]?.checks ?? [], true)
  else if (account.tenantId === world.tenantId && candidate.linkedObjectId === null) {
    refused('unknown_user', [{ name: 'user', passed: false, seen: account.loginId }], false)
    const user = { email: world.email, firstName: world.firstName, lastName: world.lastName }
    if (likenessOf({ loginId: account.loginId, email: null, name }, user))
      world.nearMisses.unshift({ reference, at, account, name })
  }
}

/** A wrong password, or a door that is closed. */
function recordPassword(world: World, at: Date, reference: string) {
  const code = world.mandatory ? 'microsoft_required' : world.enabled ? 'wrong_password' : 'account_disabled'
  const common = { account: null, name: null, said: null }
  const more = { lacksSecondFactor: false, typedOnly: false, throughChain: false, aadsts: null, checks: [] }
  world.attempts.unshift({
    ...common,
    ...more,
    reference,
    at,
    door: 'password',
    outcome: 'refused',
    code,
  })
  world.rows.unshift({ ...common, at, code, checks: [{ name: 'password', passed: false }], isOfPerson: true })
}

/** Stopped on Microsoft's page, with the person's address typed before. */
function recordStopped(world: World, at: Date, reference: string, said: Said) {
  const code = 'not_returned'
  const common = { account: null, name: null, said, at, code } as const
  const more = { lacksSecondFactor: false, typedOnly: true, throughChain: false, aadsts: null, checks: [] }
  world.attempts.unshift({ ...common, ...more, reference, door: 'microsoft', outcome: 'refused' })
  world.rows.unshift({ ...common, checks: [], isOfPerson: true })
}

function isSame(one: string, other: string) {
  return foldAddress(one) === foldAddress(other)
}

export function factsOf(world: World): PersonFacts {
  const { tenantId, links, domainTenantId } = world
  const settings: SettingsInForce = {
    settingsOf: { id: 'chain', name: 'Acme' },
    tenantId,
    tenantStatus: 'verified',
    isProved: true,
    colleagues: world.others,
    others: world.others,
  }
  const chain = { id: 'chain', name: 'Acme' }
  return {
    ...world,
    userId: 'person',
    customerId: 'customer',
    username: 'maria',
    suspended: false,
    asOf: new Date(start),
    lastSignInAt: world.attempts.find(({ outcome }) => outcome === 'succeeded')?.at ?? null,
    roles: [{ ...settings, role: 'viewer', place: 'Store', chain, mandatoryAuthentication: world.mandatory }],
    above: settings,
    domainsSeen: [],
    domain:
      domainTenantId === undefined
        ? null
        : { name: 'acme.example', tenantId: domainTenantId, isPersonal: false },
    isUsualDomain: true,
    alike: new Map(),
    tenantsOfChains: [],
    applicationId: null,
    nearMisses: world.nearMisses.filter(
      ({ account }) => !links.some((link) => link.tenantId === account.tenantId),
    ),
    unreturned: null,
  }
}

/** Who reads the mail that is sent to an address: the holder of the home tenant's account with it, or no one. */
function mailboxOf(world: World, address: string): Entry | undefined {
  return world.accounts.find(
    (one) => one.exists && one.tenantId === home && isSame(one.loginId, address) && !one.isTheirs,
  )
}

/** What a manager learns who makes sure in the way that was asked for; the truth, because the person and IT know it. */
function isConfirmed(world: World, safeguard: Safeguard): boolean {
  if ('account' in safeguard && safeguard.account) {
    const { objectId, loginId } = safeguard.account
    return world.accounts.some(
      // Of an account that was renamed since, the person says that they have another address now.
      (one) => one.objectId === objectId && one.loginId === loginId && one.isTheirs && one.exists,
    )
  }
  if (safeguard.ask !== 'call_person') return true
  switch (safeguard.about) {
    case 'address':
    case 'new_user':
      return world.accounts.every(
        (one) => one.isTheirs || one.tenantId !== world.tenantId || !isSame(one.loginId, safeguard.address),
      )
    case 'mailbox':
      return mailboxOf(world, safeguard.address) === undefined
    default:
      return true
  }
}

/** What carrying a remedy out makes of the world, and who then can sign in with a password that they chose. */
export function carryOut(
  world: World,
  { action, address }: { action: string | null; address: string | null },
  safeguard: Safeguard | null,
): { after: World; withPassword: Entry | null; newUser: string | null } {
  const after: World = structuredClone(world)
  const done = { after, withPassword: null, newUser: null }
  if (safeguard && !isConfirmed(world, safeguard)) return done
  const theirs = world.accounts.filter(({ isTheirs, exists }) => isTheirs && exists)
  const mine = theirs.at(-1)
  if (action === 'switch_on') after.enabled = true
  if (action === 'remove_link') after.links = []
  if (action === 'correct_address') {
    // Asked for it, they say the address of an account of theirs that could sign in here.
    const usable = theirs.findLast(({ tenantId }) => tenantId === world.tenantId)
    after.email = address ?? usable?.loginId ?? world.email
    after.links = []
  }
  if (action === 'set_tenant_id' || action === 'correct_tenant_id') after.tenantId = mine?.tenantId ?? home
  if (action === 'create_user') return { ...done, newUser: address }
  if (action === 'send_password_link') return { ...done, withPassword: mailboxOf(world, world.email) ?? null }
  return done
}
