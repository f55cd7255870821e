/**
 * Why a person cannot sign in, and which user an unknown account resembles.
 * Not here: the rules that decide it (policy/why.ts).
 */
import { findBranch } from '#server/attempts/branches.queries.ts'
import { worthCounting } from '#server/attempts/evidence.ts'
import type { Entra } from '#server/entra/entra.ts'
import type { FoundTenant } from '#server/entra/find-tenant.ts'
import type { Db } from '#server/platform/database.ts'
import { foldAddress } from '#server/policy/address.ts'
import { isVouchedFor } from '#server/policy/first-link.ts'
import type { Attempt, HeldRole, PersonFacts, SettingsInForce } from '#server/policy/person-facts.ts'
import { standingAt } from '#server/policy/roll-out.ts'
import { type Explanation, explainPerson, explainStranger } from '#server/policy/why.ts'
import { type Acting, currentMemberships, forbidden, noSuchUser } from '#server/users/acting.ts'
import { findVouching } from '#server/users/links.queries.ts'
import { type Means, meansOf } from '#server/users/remedy-means.ts'
import { listUsersByAddress } from '#server/users/user-list.queries.ts'
import { readUser } from '#server/users/user-list.ts'
import { decidingCode } from '#shared/aadsts/codes.ts'
import type { TenantStatus } from '#shared/explanation.ts'
import { can } from '#shared/permissions.ts'
import type { RemedyAction } from '#shared/remedies.ts'
import {
  type AboveRow,
  type AttemptRow,
  countAlike,
  findAbove,
  findPerson,
  findPersonByAddress,
  findUnreturned,
  type HeldRow,
  isUsualDomain,
  listAttemptsOf,
  listAttemptsOfAddress,
  listChainIds,
  listDomainsSeen,
  listHeld,
  listLinks,
  listReadable,
  listTenantsOfChains,
  type Person,
  type Within,
} from './facts.queries.ts'
import { findNearMissesOf } from './near-misses.ts'
import { listProbable, type Probable } from './probable.ts'

/** What an explanation asks Microsoft. Without it, everything that only Microsoft knows is left out. */
export type Asking = { findTenant: Entra['findTenant']; applicationId: string }

export type ExplainDeps = { db: Db; microsoft: Asking | undefined; now: () => Date }

/** How many of the newest attempts are read. */
const attemptsSeen = 20

/** Milliseconds in the past for which attempts without a name are worth mentioning. */
const lately = 24 * 60 * 60 * 1000

/** Milliseconds by which clocks may differ. */
const tolerance = 60 * 1000

/** A person, and why they cannot sign in. */
export type Explained = {
  person: Person | null
  explanation: Explanation
  held: HeldRow[]
  /** The chains at which the person's settings are changed, the first of them first. */
  chains: { id: string; name: string }[]
  /** Users who are probably meant by an address that no user has, the likeliest first. */
  probable: Probable[]
}

/** Who may carry the remedy out, and that of an attempt which may be the person's. */
export type Reach = { means: Means; meansPerhaps: Means | null }

/**
 * Why a user cannot sign in, for people who may see the user.
 *
 * @throws {Problem} `not_found` for another customer's user; `forbidden` for one outside the acting person's branch.
 */
export async function explainUser(
  deps: ExplainDeps,
  acting: Acting,
  userId: string,
): Promise<Explained & Reach> {
  await readUser(deps.db, acting, userId)
  const person = await findPerson(deps.db, acting.customerId, userId)
  if (!person) throw noSuchUser()
  const explained = await explain(deps, person)
  const { action, perhaps } = explained.explanation
  const { chains } = explained
  const means = (of: RemedyAction | null) => meansOf(deps.db, acting, of, { chains, userId })
  return {
    ...explained,
    means: await means(action),
    meansPerhaps: perhaps && (await means(perhaps.action)),
  }
}

/**
 * The same for an address and the user who has it; or that no user has it, with the users whose addresses look like
 * it.
 *
 * @throws {Problem} `forbidden` for people who administer no users, and for a user outside the acting person's branch.
 */
export async function explainAddress(
  deps: ExplainDeps,
  acting: Acting,
  address: string,
): Promise<Explained & Reach> {
  const { db } = deps
  const { customerId } = acting
  const held = await currentMemberships(db, acting)
  const roots = held
    .filter((membership) => can([membership], 'user.read', [membership.locationId]))
    .map(({ locationId }) => locationId)
  if (roots.length === 0) throw forbidden()
  const folded = foldAddress(address)
  const person = await findPersonByAddress(db, customerId, folded)
  if (person) return explainUser(deps, acting, person.userId)

  const within = roots.includes(customerId) ? 'everywhere' : await findBranch(db, customerId, roots)
  const explained = await explainUnknown(deps, customerId, address, within)
  return { ...explained, means: { mayAct: true, whoMay: [], chain: null }, meansPerhaps: null }
}

/**
 * That no user of a customer has an address: who is probably meant, and what is known of attempts with it. The caller
 * has checked who may know.
 *
 * @param within the branch of the users who may be named, and of the attempts that are shown or counted (R22).
 */
export async function explainUnknown(
  { db, now }: Pick<ExplainDeps, 'db' | 'now'>,
  customerId: string,
  address: string,
  within: Within,
): Promise<Explained> {
  const locations = within === 'everywhere' ? within : within.locationIds
  const folded = foldAddress(address)
  const since = new Date(now().getTime() - lately)
  const [all, attempts, chainIds] = await Promise.all([
    listProbable(db, customerId, address, now()),
    listAttemptsOfAddress(db, customerId, folded, within, attemptsSeen),
    listChainIds(db, customerId, locations),
  ])
  const addresses = all.map(({ email }) => foldAddress(email))
  const readable = new Set(
    (await listUsersByAddress(db, { customerId, within: locations }, addresses)).map(({ id }) => id),
  )
  const references = all.flatMap(({ reference }) => reference ?? [])
  const seen = await listReadable(db, customerId, references, within)
  const probable = all
    .filter(({ id }) => readable.has(id))
    .map((one) => (one.reference !== null && seen.has(one.reference) ? one : { ...one, reference: null }))
  const explanation = explainStranger(address, {
    isProbable: probable.length > 0,
    reference: probable[0]?.reference ?? null,
    account: attempts.map(seenAttempt).find(({ account }) => account !== null)?.account ?? null,
    attempts: attempts.map(seenAttempt),
    unreturned: (await findUnreturned(db, chainIds, since)) ?? null,
  })
  return { person: null, explanation, held: [], chains: [], probable }
}

/** Why this person cannot sign in, for any caller. The caller has checked who may know. */
export async function explain(deps: ExplainDeps, person: Person): Promise<Explained> {
  const { facts, held, above } = await factsOf(deps, person)
  return { person, explanation: explainPerson(facts), held, chains: chainsFor(above), probable: [] }
}

async function factsOf({ db, microsoft, now }: ExplainDeps, person: Person) {
  const { userId, customerId, emailFolded } = person
  const [stored, above, links, attempts, vouching, tenantsOfChains] = await Promise.all([
    listHeld(db, userId),
    findAbove(db, userId),
    listLinks(db, userId),
    listAttemptsOf(db, person, attemptsSeen),
    findVouching(db, userId, now()),
    listTenantsOfChains(db, customerId),
  ])
  const { memberships: held } = standingAt({ memberships: stored }, now())
  const settings = [...held, ...(above ? [above] : [])]
  const tenantIds = [...new Set(settings.flatMap(({ tenantId }) => tenantId ?? []))]
  const chainIds = [...new Set(held.map(({ chainId }) => chainId))]
  const domainName = emailFolded.split('@').at(-1) ?? ''
  const [near, alike, domainsSeen, isUsual, unreturned, statuses, domain] = await Promise.all([
    nearMissesOf(db, person, above?.tenantId ?? null, links, now()),
    // As the row of an attempt counts them: by the tenant in force.
    countAlike(
      db,
      person,
      above?.tenantId ? [above.tenantId] : tenantIds,
      new Date(now().getTime() - worthCounting),
    ),
    listDomainsSeen(db, customerId, tenantIds),
    isUsualDomain(db, person, domainName),
    findUnreturned(db, chainIds, new Date(now().getTime() - lately)),
    statusesOf(settings, microsoft),
    tenantIds.length > 0 ? findDomain(domainName, microsoft) : null,
  ])
  const facts: PersonFacts = {
    ...person,
    asOf: now(),
    // A clock that was wrong once must not hide what was typed since.
    lastSignInAt:
      person.lastSignInAt && person.lastSignInAt.getTime() > now().getTime() + tolerance
        ? new Date(0)
        : person.lastSignInAt,
    roles: held.map((row) => heldRole(row, statuses)),
    above: above ? settingsInForce(above, statuses) : null,
    links,
    isVouchedFor: isVouchedFor(userId, vouching),
    domainsSeen,
    domain,
    isUsualDomain: isUsual,
    alike,
    tenantsOfChains,
    applicationId: microsoft?.applicationId ?? null,
    attempts: attempts.map(seenAttempt),
    nearMisses: near.map(({ reference, at, tenantId, objectId, loginId, name }) => {
      return { reference, at, account: { tenantId, objectId, loginId }, name }
    }),
    unreturned: unreturned ?? null,
  }
  return { facts, held, above }
}

/** Of someone who is linked in the tenant in force, another account is no near miss. */
async function nearMissesOf(
  db: Db,
  person: Person,
  tenantId: string | null,
  links: readonly { tenantId: string }[],
  now: Date,
) {
  if (tenantId === null || links.some((link) => link.tenantId === tenantId)) return []
  return findNearMissesOf(db, person.customerId, person, tenantId, now)
}

function heldRole(row: HeldRow, statuses: ReadonlyMap<string, TenantStatus>): HeldRole {
  const { role, place, chainId, chainName, mandatoryAuthentication, exceptionEndsOn, secondFactorDay } = row
  const chain = { id: chainId, name: chainName }
  const inForce = settingsInForce(row, statuses)
  return { role, place, chain, mandatoryAuthentication, exceptionEndsOn, secondFactorDay, ...inForce }
}

function settingsInForce(row: AboveRow, statuses: ReadonlyMap<string, TenantStatus>): SettingsInForce {
  const { settingsId, settingsName, tenantId } = row
  return {
    settingsOf: settingsId === null ? null : { id: settingsId, name: settingsName ?? '' },
    tenantId,
    tenantStatus: (tenantId && statuses.get(tenantId)) || 'not_verified',
    isProved: row.provedAt !== null,
    ...row.linked,
  }
}

/** What is known about each tenant. Microsoft is asked only about those that no one could ask about before. */
async function statusesOf(
  settings: readonly Pick<AboveRow, 'tenantId' | 'verifiedAt' | 'confirmedAt'>[],
  microsoft: Asking | undefined,
): Promise<Map<string, TenantStatus>> {
  const statuses = new Map<string, TenantStatus>()
  for (const { tenantId, confirmedAt, verifiedAt } of settings) {
    if (tenantId === null || statuses.has(tenantId)) continue
    if (confirmedAt || verifiedAt) statuses.set(tenantId, confirmedAt ? 'confirmed' : 'verified')
    else {
      const asked = await microsoft?.findTenant(tenantId)
      statuses.set(tenantId, asked ? statusOf(asked) : 'not_verified')
    }
  }
  return statuses
}

function statusOf(asked: FoundTenant): TenantStatus {
  if (asked.found) return 'verified'
  if (asked.reason === 'microsoft_unreachable') return 'not_verified'
  return asked.reason === 'other_cloud' ? 'other_cloud' : 'no_such_tenant'
}

async function findDomain(name: string, microsoft: Asking | undefined): Promise<PersonFacts['domain']> {
  const found = await microsoft?.findTenant(name)
  if (found?.found) return { name, tenantId: found.tenantId, isPersonal: false }
  if (!found || found.reason === 'microsoft_unreachable') return null
  return { name, tenantId: null, isPersonal: found.reason === 'personal_accounts' }
}

function seenAttempt({ tenantId, objectId, loginId, microsoft, checks, ...attempt }: AttemptRow): Attempt {
  const account = tenantId && objectId && loginId !== null ? { tenantId, objectId, loginId } : null
  return { ...attempt, account, aadsts: decidingCode(microsoft?.aadsts ?? []) ?? null, checks: checks ?? [] }
}

/**
 * The chains at which the settings of a person are changed: the one that has those in force, or where there are none,
 * the nearest above everything that the person holds (R12); then, for a reader who may not change them there, that one.
 */
function chainsFor(above: AboveRow | undefined): { id: string; name: string }[] {
  if (!above) return []
  const { settingsId, settingsName, tenantId, chainId, chainName } = above
  const own = { id: chainId, name: chainName }
  return settingsId && tenantId ? [{ id: settingsId, name: settingsName ?? '' }, own] : [own]
}
