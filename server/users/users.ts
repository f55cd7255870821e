import { randomUUIDv7 } from 'node:crypto'
import { type Actor, record } from '#server/audit/audit.ts'
import { findLocation, insertCustomer, insertLocation } from '#server/locations/locations.queries.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { foldAddress } from '#server/policy/address.ts'
import type { Language } from '#shared/languages.ts'
import { managerRoles, type Role } from '#shared/roles.ts'
import { findTaken, insertMembership, insertUser } from './users.queries.ts'

export type NewUser = {
  username: string
  email: string
  firstName?: string
  lastName?: string
  language?: Language
  enabled?: boolean
  /** From `hashPassword`; without it the user has no password. */
  passwordHash?: string | undefined
}

/**
 * Adds a customer: its top-level chain and its first Chain and User Manager, so that it never exists without a way
 * in (R16).
 */
export function addCustomer(
  db: Db,
  actor: Actor,
  chain: { name: string },
  manager: NewUser,
  now: Date,
): Promise<{ chain: { id: string; name: string }; manager: { id: string; username: string } }> {
  return db.transaction().execute(async (trx) => {
    const id = randomUUIDv7()
    await insertCustomer(trx, id, now)
    await insertLocation(trx, {
      id,
      customerId: id,
      parentId: null,
      type: 'chain',
      name: chain.name,
      createdAt: now,
    })
    await record(trx, actor, now, {
      customerId: id,
      action: 'chain.added',
      detail: { locationId: id, name: chain.name },
    })
    const added = await insertUserWithRole(
      trx,
      actor,
      id,
      manager,
      { locationId: id, role: 'chain_and_user_manager' },
      now,
    )
    return { chain: { id, name: chain.name }, manager: added }
  })
}

/**
 * Adds a user with one role. A new manager is told to every manager of the customer (R27).
 *
 * @throws {Problem} `not_found` where there is no such location; `invalid_request` for an address or a role that
 *   cannot be; `username_taken`, `email_taken` (R2).
 */
export function addUser(
  db: Db,
  actor: Actor,
  user: NewUser,
  membership: { locationId: string; role: Role },
  now: Date,
): Promise<{ id: string; username: string }> {
  return db.transaction().execute(async (trx) => {
    const location = await findLocation(trx, membership.locationId)
    if (!location) throw new Problem('not_found', 'There is no such location.')
    const added = await insertUserWithRole(trx, actor, location.customerId, user, membership, now)
    if (managerRoles.includes(membership.role)) {
      const made = { kind: 'manager_made' as const, userId: added.id, role: membership.role }
      await queueManagerNotice(trx, location.customerId, actor, made, now)
    }
    return added
  })
}

async function insertUserWithRole(
  trx: Trx,
  actor: Actor,
  customerId: string,
  user: NewUser,
  { locationId, role }: { locationId: string; role: Role },
  now: Date,
) {
  const location = await findLocation(trx, locationId)
  if (location?.customerId !== customerId) throw new Problem('not_found', 'There is no such location.')
  if (managerRoles.includes(role) && location.type !== 'chain') {
    throw invalid('role', 'This role can only be given on a chain.')
  }
  const username = user.username.trim()
  const email = user.email.trim()
  if (!isUsername(username)) throw invalid('username', 'A username has 1 to 100 visible characters.')
  if (!isAddress(email)) throw invalid('email', 'This is not an e-mail address such as ada@north.example.')

  const taken = await findTaken(trx, customerId, foldAddress(username), foldAddress(email))
  if (taken.username)
    throw new Problem('username_taken', 'This username is taken. Choose another.', {
      errors: { username: 'is taken' },
    })
  if (taken.email)
    throw new Problem('email_taken', 'Another user of this customer has this address.', {
      errors: { email: 'is taken' },
    })

  const id = randomUUIDv7()
  await insertUser(trx, { ...user, id, customerId, username, email, createdAt: now })
  await insertMembership(trx, { userId: id, locationId, customerId, locationType: location.type, role })
  await record(trx, actor, now, { customerId, action: 'user.added', detail: { userId: id, username, email } })
  await record(trx, actor, now, {
    customerId,
    action: 'role.given',
    detail: { userId: id, locationId, role },
  })
  return { id, username }
}

function invalid(field: string, reason: string) {
  return new Problem('invalid_request', reason, { errors: { [field]: reason } })
}

function isUsername(text: string) {
  return /^[^\p{C}]{1,100}$/u.test(text)
}

/**
 * An address that Entra could send and a mail could reach: one local part, one domain, ASCII in both. What Unicode
 * could make look alike is refused where it enters, since two addresses are compared byte by byte (R9).
 */
function isAddress(text: string) {
  return (
    text.length <= 320 &&
    /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i.test(text)
  )
}
