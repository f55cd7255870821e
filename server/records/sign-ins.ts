/**
 * What managers read afterwards: sign-ins, live and past, their patterns, and the audit trail.
 * Not here: writing them (attempts, audit), and why a person cannot sign in (explanations).
 */

import { findEvidence } from '#server/attempts/evidence.ts'
import { listPlaces } from '#server/locations/locations.queries.ts'
import { noSuchLocation } from '#server/locations/permitted.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { can, type Membership } from '#shared/permissions.ts'
import { isTypedReference } from '#shared/shapes.ts'
import { type RecordScope, scopeOf } from './reading-scope.ts'
import {
  type ActivityFilter,
  countActivity,
  findView,
  listActivity,
  listAndCountActivity,
  type SeenAttempt,
  type View,
} from './sign-ins.queries.ts'

/** The reader's customer and roles. */
export type Reader = { customerId: string; memberships: readonly Membership[] }

/**
 * One attempt by its reference, as this reader's customer reads it.
 *
 * @throws {Problem} `not_found` if it does not concern the customer, `forbidden` outside the reader's branch.
 */
export async function readAttempt(db: Db, reader: Reader, text: string): Promise<SeenAttempt> {
  const reference = text.toUpperCase()
  const whole: View = { customerId: reader.customerId, branches: [] }
  // Another customer's attempt does not exist, even for people who may read none of their own.
  const [found] = isTypedReference(text) ? await listActivity(db, whole, { reference }, { limit: 1 }) : []
  if (!found) throw new Problem('not_found', 'There is no such sign-in.')
  const scope = scopeOf(reader.customerId, reader.memberships)
  const within =
    scope.roots === null ||
    (await listActivity(db, await findView(db, scope), { reference }, { limit: 1 })).length > 0
  if (!within) throw new Problem('forbidden', 'This sign-in is outside your locations.')
  return found
}

/** The part of the list that is asked for: only in a location's branch, and by a filter. */
export type Asked = { filter: ActivityFilter; locationId?: string | undefined }

/**
 * Prepares what is asked for. A search that has the form of a reference finds that attempt, if there is one.
 *
 * @throws {Problem} for a location of another customer or branch.
 */
export async function settle(
  db: Db,
  reader: Reader,
  scope: RecordScope,
  { filter, locationId }: Asked,
): Promise<{ view: View; filter: ActivityFilter }> {
  if (locationId !== undefined) {
    const place = (await listPlaces(db, reader.customerId, [locationId])).get(locationId)
    if (!place) throw noSuchLocation()
    if (!can(reader.memberships, 'records.read', place))
      throw new Problem('forbidden', 'This location is outside your branch.')
  }
  const view = await findView(db, scope, locationId)
  const { search, ...rest } = filter
  if (search !== undefined && isTypedReference(search)) {
    const reference = search.toUpperCase()
    const [found] = await listActivity(db, view, { reference }, { limit: 1 })
    if (found) return { view, filter: { ...rest, reference } }
  }
  return { view, filter }
}

/**
 * One page of the list, what others' sign-ins say about it, and how many there are in all.
 *
 * @param page.countTo how far to count; everything if left out.
 * @returns `last`: after which attempt the next page begins; undefined if there is none.
 */
export async function readSignIns(
  db: Db,
  customerId: string,
  { view, filter }: { view: View; filter: ActivityFilter },
  { after, limit, countTo }: { after: string | undefined; limit: number; countTo: number | undefined },
  now: Date,
) {
  const complete = async (found: SeenAttempt[]) => {
    // One more than asked for shows whether there is another page.
    const items = found.slice(0, limit)
    const last = found.length > limit ? items.at(-1)?.id : undefined
    return { items, last, evidence: await findEvidence(db, customerId, items, now) }
  }
  if (countTo !== undefined && after === undefined) {
    const bounds = { limit: limit + 1, upTo: countTo }
    const { found, ...counted } = await listAndCountActivity(db, view, filter, bounds)
    return { ...(await complete(found)), ...counted }
  }
  // The number takes longest, and is counted while all else is read.
  const [counted, page] = await Promise.all([
    countActivity(db, view, filter, countTo),
    listActivity(db, view, filter, { after, limit: limit + 1 }).then(complete),
  ])
  return { ...page, ...counted }
}
