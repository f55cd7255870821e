import { findEvidence } from '#server/attempts/evidence.ts'
import { readSetup } from '#server/connection/setup.ts'
import type { SetupStepName } from '#server/connection/setup-steps.ts'
import { findMicrosoftSoon } from '#server/passwords/own-password.ts'
import type { Db } from '#server/platform/database.ts'
import { readOwnSecondFactor } from '#server/second-factor/own-second-factor.ts'
import type { SignedIn } from '#server/sessions/sessions.queries.ts'
import { canSomewhere } from '#shared/permissions.ts'
import type { Refusal } from '#shared/refusals.ts'
import { readPatterns } from './patterns.ts'
import { presentSignIn } from './presented-sign-in.ts'
import { scopeOf } from './reading-scope.ts'
import { countActivity, findView, listActivity } from './sign-ins.queries.ts'

/** How many requests for help the home page names. */
const named = 3

export type Home = {
  secondFactor: { isOffered: boolean; requiredFrom: string | null }
  microsoft: { microsoftSoon: boolean; microsoftFrom: string | null }
  setup: SetupState | null
  patterns: { chain: { id: string; name: string }; code: Refusal; tenantId: string | null; count: number }[]
  helpRequests: { total: number; items: ReturnType<typeof presentSignIn>[] } | null
}

type SetupState = {
  chainId: string
  chainName: string
  hasTenant: boolean
  done: number
  next: SetupStepName | null
}

/**
 * What the home page of a person offers and asks, at one go: the parts are those of the pages behind it, and each is left
 * out for people to whom that page is closed. Its numbers are apart (overview.ts), because they take longer.
 */
export async function readHome(db: Db, person: SignedIn, now: Date): Promise<Home> {
  const [secondFactor, microsoft, setup, patterns, helpRequests] = await Promise.all([
    readOwnSecondFactor(db, person, now),
    findMicrosoftSoon(db, person, now),
    readUnfinishedSetup(db, person, now),
    canSomewhere(person.memberships, 'records.read') ? readPatternsOf(db, person, now) : [],
    canSomewhere(person.memberships, 'user.read') ? readHelpRequests(db, person, now) : null,
  ])
  const { isOffered, requiredFrom } = secondFactor
  return { secondFactor: { isOffered, requiredFrom }, microsoft, setup, patterns, helpRequests }
}

/** How far the first chain of the person has come that they may connect; null once it is confirmed. */
async function readUnfinishedSetup(db: Db, { customer, memberships }: SignedIn, now: Date) {
  const held = memberships.find((membership) => canSomewhere([membership], 'settings.change'))
  if (!held) return null
  const { tenantId, steps, confirmed } = await readSetup(
    db,
    { id: held.locationId, customerId: customer.id },
    now,
  )
  if (confirmed) return null
  return {
    chainId: held.locationId,
    chainName: held.locationName,
    hasTenant: tenantId !== null,
    done: steps.filter(({ state }) => state === 'done').length,
    next: steps.find(({ state }) => state === 'next')?.step ?? null,
  }
}

/** The refusals of the last day that look alike (R19). */
async function readPatternsOf(db: Db, { customer, memberships }: SignedIn, now: Date) {
  const found = await readPatterns(db, scopeOf(customer.id, memberships), now)
  return found.map(({ chainId, chainName, code, tenantId, count }) => ({
    chain: { id: chainId, name: chainName },
    code,
    tenantId,
    count,
  }))
}

/** The people who ask for help with signing in (R17), the last few by name. */
async function readHelpRequests(db: Db, { customer, memberships, user }: SignedIn, now: Date) {
  const view = await findView(db, scopeOf(customer.id, memberships))
  const [found, { total }] = await Promise.all([
    listActivity(db, view, { asked: true }, { limit: named }),
    countActivity(db, view, { asked: true }),
  ])
  const evidence = await findEvidence(db, customer.id, found, now)
  return { total, items: found.map((item) => presentSignIn(item, user.language, evidence)) }
}
