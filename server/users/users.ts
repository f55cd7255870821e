/**
 * People as managers keep them: users, roles, links to Microsoft, import and export, API keys.
 * Not here: their passwords and second factors, which have rooms of their own.
 */
import { randomUUIDv7 } from 'node:crypto'
import { type Actor, type AuditEvent, record, recordAll } from '#server/audit/audit.ts'
import {
  findLocation,
  insertCustomer,
  insertLocation,
  lockCustomerPolicy,
} from '#server/locations/locations.queries.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import { queueWelcome } from '#server/passwords/password-links.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { mappedInSlices } from '#server/platform/slices.ts'
import { foldUsername } from '#server/policy/address.ts'
import type { Language } from '#shared/languages.ts'
import { sayFieldFault } from '#shared/messages/field-faults.ts'
import { messages } from '#shared/messages/messages.ts'
import { type Membership, mayManageRole } from '#shared/permissions.ts'
import { managerRoles, type Role } from '#shared/roles.ts'
import { type FieldFault, faultsOfTexts, type TextField } from '#shared/user-fields.ts'
import { normalUsername } from '#shared/usernames.ts'
import { type Acting, currentMemberships, forbidden, refuseKeysOnManagers } from './acting.ts'
import { type Located, locate } from './memberships.ts'
import { changeNames, refuseTakenNames } from './taken-names.ts'
import { insertMemberships, insertUsers } from './users.queries.ts'

export type NewUser = {
  username: string
  email: string
  firstName?: string
  lastName?: string
  title?: string
  mobilePhone?: string
  /** Chosen for them. Without it, their browser's is used, and for mails `presumedLanguage` (R24). */
  language?: Language | undefined
  presumedLanguage?: Language | undefined
  description?: string
  enabled?: boolean
  /** The first day on which the account is no longer open. */
  endsOn?: string | null
  /** Whether TMAS writes to them in the same transaction how to sign in. */
  isWelcomed?: boolean
  /** From `hashPassword`; without it the user has no password. */
  passwordHash?: string | undefined
}

/**
 * Adds a customer with its top-level chain and its first Chain and User Manager, so that it never exists without a way
 * in (R16).
 */
export function addCustomer(
  db: Db,
  actor: Actor,
  chain: { name: string },
  manager: NewUser,
  now: Date,
): Promise<{ chain: { id: string; name: string }; manager: { id: string; username: string } }> {
  return changeNames(db, async (trx) => {
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
    const memberships = await locate(trx, id, [{ locationId: id, role: 'chain_and_user_manager' }])
    const added = await saveNewUser(trx, { actor, customerId: id }, manager, memberships, now)
    return { chain: { id, name: chain.name }, manager: added }
  })
}

/**
 * Adds a user with one role, as the operator.
 *
 * @throws {Problem} `not_found` if there is no such location; `invalid_request` for an address or a role that is not
 *   allowed; `username_taken`, `email_taken` (R2).
 */
export async function addUser(
  db: Db,
  actor: Actor,
  user: NewUser,
  membership: { locationId: string; role: Role },
  now: Date,
): Promise<{ id: string; username: string }> {
  const location = await findLocation(db, membership.locationId)
  if (!location) throw new Problem('not_found', 'This location does not exist.')
  const { customerId } = location
  const memberships: Membership[] = [{ locationId: customerId, role: 'chain_and_user_manager' }]
  return createUser(db, { actor, customerId, memberships }, { ...user, memberships: [membership] }, now)
}

/**
 * Adds a user with their roles. The acting person has to be allowed to give each of them where it is given (R22).
 *
 * @param user.sendWelcomeEmail whether the user is mailed how to sign in (R25).
 * @param judge looks at the new user in the same transaction. If it throws, no one was added and nothing mailed.
 * @throws {Problem} `forbidden`; `not_found` for a location of another customer; `invalid_request`; `username_taken`,
 *   `email_taken` (R2).
 */
export function createUser(
  db: Db,
  acting: Acting,
  user: NewUser & { memberships: readonly Membership[]; sendWelcomeEmail?: boolean },
  now: Date,
  judge?: (trx: Trx, userId: string) => Promise<void>,
): Promise<{ id: string; username: string }> {
  const { memberships: wanted, sendWelcomeEmail = true, ...fields } = user
  return changeNames(db, async (trx) => {
    await lockCustomerPolicy(trx, acting.customerId)
    const held = await currentMemberships(trx, acting)
    const memberships = await locate(trx, acting.customerId, wanted)
    if (!memberships.every(({ role, place }) => mayManageRole(held, role, place))) throw forbidden()
    refuseKeysOnManagers(acting, memberships)
    const newcomer = { ...fields, presumedLanguage: acting.language }
    const added = await saveNewUser(trx, acting, newcomer, memberships, now)
    await judge?.(trx, added.id)
    await notifyManagersOfRoles(trx, acting.actor, acting.customerId, added.id, memberships, now)
    if (acting.origin !== undefined && sendWelcomeEmail) await queueWelcome(trx, added.id, acting.origin, now)
    return added
  })
}

async function saveNewUser(
  trx: Trx,
  { actor, customerId }: Pick<Acting, 'actor' | 'customerId'>,
  user: NewUser,
  memberships: readonly Located[],
  now: Date,
) {
  refuseFaults(faultsOfTexts(user), user)
  await refuseTakenNames(trx, { actor, customerId }, user, now)
  const [added] = await saveNewUsers(trx, actor, customerId, [{ user, memberships }], now)
  if (!added) throw new Error('no one was added')
  return added
}

/**
 * Saves users who have been checked, and records them. In the order of their usernames, so that two imports into two
 * customers never wait for each other.
 */
export async function saveNewUsers(
  trx: Trx,
  actor: Actor,
  customerId: string,
  newcomers: readonly { user: NewUser; memberships: readonly Located[] }[],
  now: Date,
): Promise<{ id: string; username: string }[]> {
  const unordered = await mappedInSlices(newcomers, ({ user, memberships }) => {
    const row = { ...trimmed(user), id: randomUUIDv7() }
    const folded = foldUsername(row.username)
    // Whom the operator adds, the operator knows: no customer can have made up the address (R35).
    return {
      row: actor.kind === 'operator' || user.isWelcomed ? { ...row, welcomedEmail: row.email } : row,
      memberships,
      folded,
    }
  })
  const rows = unordered.sort((a, b) => (a.folded < b.folded ? -1 : 1))
  await insertUsers(
    trx,
    rows.map(({ row }) => ({ ...row, customerId, createdAt: now })),
  )
  await insertMemberships(
    trx,
    rows.flatMap(({ row, memberships }) =>
      memberships.map(({ locationId, role, locationType }) => ({
        userId: row.id,
        customerId,
        locationId,
        locationType,
        role,
      })),
    ),
  )
  const events = await mappedInSlices(rows, ({ row, memberships }): AuditEvent[] => {
    const { id: userId, username, email, endsOn } = row
    return [
      { customerId, action: 'user.added', detail: { userId, username, email, ...(endsOn && { endsOn }) } },
      ...memberships.map(({ locationId, role }): AuditEvent => {
        return { customerId, action: 'role.given', detail: { userId, locationId, role } }
      }),
    ]
  })
  await recordAll(trx, actor, now, events.flat())
  return rows.map(({ row: { id, username } }) => ({ id, username }))
}

function trimmed(user: NewUser) {
  return {
    username: normalUsername(user.username),
    email: user.email.trim(),
    firstName: user.firstName?.trim() ?? '',
    lastName: user.lastName?.trim() ?? '',
    title: user.title?.trim() ?? '',
    mobilePhone: user.mobilePhone?.trim() ?? '',
    language: user.language ?? user.presumedLanguage ?? 'en',
    languageChosen: user.language !== undefined,
    description: user.description?.trim() ?? '',
    enabled: user.enabled ?? true,
    endsOn: user.endsOn ?? null,
    passwordHash: user.passwordHash ?? null,
    // Only the operator can give a password, and knows whom it was given to.
    shownEmail: user.passwordHash ? user.email.trim() : null,
  }
}

/** Mails every manager of the customer that someone has become a manager (R27). */
export async function notifyManagersOfRoles(
  trx: Trx,
  actor: Actor,
  customerId: string,
  userId: string,
  given: readonly { role: Role }[],
  now: Date,
): Promise<void> {
  const [role] = managerRoles.filter((candidate) => given.some((membership) => membership.role === candidate))
  if (role === undefined) return
  await queueManagerNotice(trx, customerId, actor, { kind: 'manager_made', userId, role }, now)
}

/** @throws {Problem} `invalid_request` with every faulty field, if there is one. */
export function refuseFaults(
  faults: ReturnType<typeof faultsOfTexts>,
  texts: Partial<Record<TextField, string>>,
): void {
  const errors = Object.fromEntries(
    (Object.entries(faults) as [TextField, FieldFault][]).map(([field, fault]) => [
      field,
      sayFieldFault(messages.en.users, fault, { field, text: texts[field] ?? '' }),
    ]),
  )
  const [first] = Object.values(errors)
  if (first !== undefined) throw new Problem('invalid_request', first, { errors })
}
