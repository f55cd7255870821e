/**
 * A remedy is offered only if it can admit nobody but the person, or if it says whom it would admit and asks the manager
 * to make sure. Worlds are generated in which accounts are renamed, recreated, and get each other's addresses; in each,
 * what is offered is carried out by a manager who makes sure as told, and every account tries again.
 */
import { expect, test } from 'vitest'
import type { Safeguard } from '#shared/safeguards.ts'
import type { Candidate, NamedAccount } from './accounts.ts'
import { foldAddress } from './address.ts'
import { match } from './matching.ts'
import { likenessOf } from './near-miss.ts'
import type { Attempt, Link, NearMiss, PersonFacts, SettingsInForce } from './person-facts.ts'
import { dice } from './testing/dice.ts'
import { explainPerson } from './why.ts'

const worlds = 4000

type Entry = NamedAccount & { name: string; isTheirs: boolean; exists: boolean }

/** A person as TMAS keeps them, and every account that there is at Microsoft, of which TMAS sees only attempts. */
type World = {
  email: string
  firstName: string
  lastName: string
  enabled: boolean
  hasPassword: boolean
  mandatory: boolean
  tenantId: string | null
  accounts: Entry[]
  links: Link[]
  attempts: Attempt[]
  nearMisses: NearMiss[]
  domainTenantId: string | null | undefined
  others: number
}

const home = '11111111-0000-4000-8000-000000000000'
const foreign = '22222222-0000-4000-8000-000000000000'
const start = Date.UTC(2026, 0, 1)

function generate(seed: number): World {
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
    tenantId: chance(0.9) ? home : pick([null, foreign]),
    accounts: [own],
    links: [],
    attempts: [],
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
      const isTaken = world.accounts.some(
        (one) => one.exists && one.tenantId === home && one.loginId === loginId,
      )
      world.accounts.push({
        tenantId: isTaken || chance(0.3) ? foreign : home,
        objectId: id(),
        loginId,
        name: pick(['Maria Keller', 'Zoe Quint', '']),
        isTheirs: false,
        exists: true,
      })
    }
    if (chance(0.2)) world.email = pick([email, address])
    if (chance(0.15)) world.enabled = !world.enabled
    tries(pick(world.accounts.filter(({ exists }) => exists)))
  }
  return world
}

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

function admits(world: World, account: NamedAccount): boolean {
  return match(account, [candidateOf(world, account)], 'customer').kind === 'admit'
}

/** What TMAS does at a sign-in, and what it then knows of it. */
function record(world: World, { name: said, ...entry }: Entry, at: Date, reference: string) {
  const account = { tenantId: entry.tenantId, objectId: entry.objectId, loginId: entry.loginId }
  const name = said === '' ? null : said
  const candidate = candidateOf(world, account)
  const found = match(account, [candidate], 'customer')
  const isKnown = candidate.linkedObjectId === account.objectId || isSame(world.email, account.loginId)
  const common = { reference, at, door: 'microsoft' as const, account, name, aadsts: null, said: null }
  const more = { lacksSecondFactor: false, typedOnly: false }
  if (found.kind === 'admit') {
    const link = world.links.find(({ tenantId }) => tenantId === account.tenantId)
    if (link) Object.assign(link, { lastUsedAt: at, loginId: account.loginId })
    else world.links.push({ ...account, lastUsedAt: at })
    world.attempts.unshift({ ...common, ...more, outcome: 'succeeded', code: null })
  } else if (isKnown && found.kind === 'refuse')
    world.attempts.unshift({ ...common, ...more, outcome: 'refused', code: found.code })
  else if (account.tenantId === world.tenantId && candidate.linkedObjectId === null) {
    const user = { email: world.email, firstName: world.firstName, lastName: world.lastName }
    if (likenessOf({ loginId: account.loginId, email: null, name }, user))
      world.nearMisses.unshift({ reference, at, account, name })
  }
}

function isSame(one: string, other: string) {
  return foldAddress(one) === foldAddress(other)
}

function factsOf(world: World): PersonFacts {
  const { tenantId, links, domainTenantId } = world
  const settings: SettingsInForce = {
    settingsOf: { id: 'chain', name: 'Acme' },
    tenantId,
    tenantStatus: 'verified',
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
    roles: [{ ...settings, role: 'viewer', place: 'Store', chain, mandatoryAuthentication: world.mandatory }],
    above: settings,
    isVouchedFor: true,
    domainsSeen: [],
    domain:
      domainTenantId === undefined
        ? null
        : { name: 'acme.example', tenantId: domainTenantId, isPersonal: false },
    isUsualDomain: true,
    alike: new Map(),
    applicationId: null,
    nearMisses: world.nearMisses.filter(
      ({ account }) => !links.some((link) => link.tenantId === account.tenantId),
    ),
    unreturned: null,
  }
}

/** What a manager learns who makes sure in the way that was asked for; the truth, because the person and IT know it. */
function isConfirmed(world: World, safeguard: Safeguard): boolean {
  if ('account' in safeguard)
    return world.accounts.some(
      ({ objectId, loginId, isTheirs, exists }) =>
        // Of an account that was renamed since, the person says that they have another address now.
        objectId === safeguard.account.objectId &&
        loginId === safeguard.account.loginId &&
        isTheirs &&
        exists,
    )
  if (safeguard.ask === 'call_person' && safeguard.about === 'address')
    return world.accounts.every(
      (one) => one.isTheirs || one.tenantId !== world.tenantId || !isSame(one.loginId, safeguard.address),
    )
  return true
}

/** Carries the remedy out. */
function carryOut(world: World): World {
  const { action, address, safeguard } = explainPerson(factsOf(world))
  const after: World = structuredClone(world)
  if (safeguard && !isConfirmed(world, safeguard)) return after
  const mine = world.accounts.findLast(({ isTheirs, exists }) => isTheirs && exists)
  if (action === 'switch_on') after.enabled = true
  if (action === 'remove_link') after.links = []
  if (action === 'correct_address') {
    after.email = address ?? mine?.loginId ?? world.email
    after.links = []
  }
  if (action === 'set_tenant_id' || action === 'correct_tenant_id') after.tenantId = mine?.tenantId ?? home
  return after
}

test('no remedy that is offered lets an account in that is not this person’s, in thousands of generated worlds (R10, R19)', () => {
  const offered = new Map<string, number>()
  for (let seed = 1; seed <= worlds; seed += 1) {
    const world = generate(seed)
    const { action, safeguard } = explainPerson(factsOf(world))
    if (action) offered.set(action, (offered.get(action) ?? 0) + 1)
    const after = carryOut(world)
    for (const account of world.accounts.filter(({ isTheirs, exists }) => !isTheirs && exists)) {
      const isNew = admits(after, account) && !admits(world, account)
      // A tenant is everyone's: what it opens is asked of IT, and is no single person's affair.
      if (safeguard?.ask === 'ask_it') continue
      expect(isNew, `world ${seed}: ${action} lets in ${JSON.stringify(account)}`).toBe(false)
    }
  }
  // The worlds are such that there is something to offer.
  for (const action of ['switch_on', 'remove_link', 'correct_address'])
    expect(offered.get(action), action).toBeGreaterThan(30)
})

test('a remedy that admits an account names it, and asks in the way that fits (R19)', () => {
  for (let seed = 1; seed <= worlds; seed += 1) {
    const world = generate(seed)
    const { action, safeguard, why } = explainPerson(factsOf(world))
    if (action === 'remove_link') expect(safeguard?.ask, why).toBe('compare_object_id')
    if (action === 'correct_address') expect(safeguard?.ask, why).toBe('call_person')
  }
})

test('a person whose linked account signs in has no cause, whoever else tried with their address (R10, R17)', () => {
  for (let seed = 1; seed <= worlds; seed += 1) {
    const world = generate(seed)
    const link = world.links.find(({ tenantId }) => tenantId === world.tenantId)
    const newest = world.attempts.find(({ account }) => account?.objectId === link?.objectId)
    const isHealthy = world.enabled && link && newest?.outcome === 'succeeded'
    const isLast = newest === world.attempts[0]
    // A linked account that may have been deleted since is only known to work if it was used last.
    if (isHealthy && isLast) expect(explainPerson(factsOf(world)).cause, `world ${seed}`).toBeNull()
  }
})
