/**
 * What leaves a trace: every event there is, the one function that records it, and the chain of records (R23).
 * Not here: reading the trail (records).
 */
import { randomBytes } from 'node:crypto'
import { takeWaiting, writeBeforeCommit } from '#server/platform/before-commit.ts'
import type { Trx } from '#server/platform/database.ts'
import { newOrderedId } from '#server/platform/ids.ts'
import { inParts, mappedInSlices } from '#server/platform/slices.ts'
import type { SettingValues } from '#shared/advanced-settings.ts'
import type { Language } from '#shared/languages.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { LocationType, Role } from '#shared/roles.ts'
import { asGiven, insertRecords, type Link } from './audit-records.queries.ts'
import { digestOfContent, type StoredRecord } from './chain.ts'

/**
 * Who did it, and from where. An API key is a customer's own program. The operator is anyone who runs the command
 * line. A stranger is not signed in.
 */
export type Actor = { ip?: string; userAgent?: string } & (
  | { kind: 'user'; userId: string }
  | { kind: 'api_key'; apiKeyId: string }
  | { kind: 'operator' }
  | { kind: 'stranger' }
)

/** A person, whatever they act upon. */
export type UserActor = Actor & { kind: 'user' }

/**
 * Everything that leaves a trace (R23): `noun.past-participle`, each with exactly its own detail, never a secret. To
 * add one, add a line: the compiler finds the rest.
 */
export type AuditEvent = { customerId: string } & (
  | {
      action: 'sign-in.completed'
      detail: {
        userId: string
        door: 'microsoft' | 'password'
        reference: string
        /** What was used besides the password. */
        secondFactor?: SecondFactorKind
        /** Whether only a manager's role allowed the password: mandatory authentication is on (R30). */
        exempt?: true
      }
    }
  | {
      action: 'sign-in.refused'
      detail: { code: Refusal; door: 'microsoft' | 'password'; reference: string }
    }
  | { action: 'session.ended'; detail: { userId: string; sessionId: string; reason: SessionEnd } }
  | {
      action: 'session.proved'
      detail: {
        userId: string
        sessionId: string
        door: 'microsoft' | 'password'
        secondFactor?: SecondFactorKind
      }
    }
  // Microsoft could not be asked whether the account is still active, and the session goes on (R37).
  | { action: 'session.unconfirmed'; detail: { userId: string; sessionId: string } }
  | { action: 'link.made'; detail: { userId: string; tenantId: string; objectId: string; loginId: string } }
  | { action: 'chain.added'; detail: { locationId: string; name: string } }
  | { action: 'customer.suspended' | 'customer.resumed'; detail: { locationId: string } }
  // `erased` is a digest over the IDs of all records that lost their personal words.
  | { action: 'person.exported'; detail: { userId: string } }
  | { action: 'person.erased'; detail: { userId: string; count: number; erased: string } }
  // The beginning of the chain was too old: up to which record it was cut off, and with which digest.
  | { action: 'trail.cut'; detail: { sequence: number; digest: string; count: number; until: string } }
  | { action: 'settings.changed'; detail: { locationId: string; before: SettingsSeen; after: SettingsSeen } }
  | { action: 'tenant.proved'; detail: { locationId: string; tenantId: string; reference: string } }
  // Someone may keep the password under mandatory authentication until a day, or no longer.
  | {
      action: 'exception.made'
      // The person's own, so not `reason`, which stays when they are erased (R39).
      detail: { userId: string; locationId: string; why: string; endsOn: string }
    }
  | { action: 'exception.removed'; detail: { userId: string; locationId: string } }
  | { action: 'rehearsal.begun' | 'rehearsal.ended'; detail: { locationId: string } }
  | {
      action: 'roll-out.planned'
      detail: { locationId: string; before: readonly WaveSeen[]; after: readonly WaveSeen[] }
    }
  | { action: 'roll-out.removed'; detail: { locationId: string; before?: readonly WaveSeen[] } }
  | { action: 'roll-out.begun'; detail: { locationId: string; startsOn: string; locationIds: string[] } }
  | { action: 'roll-out.paused'; detail: { locationId: string; startsOn: string; because: object | null } }
  | { action: 'roll-out.resumed'; detail: { locationId: string } }
  | {
      action: 'connection.tested'
      // No tenant where it was asked which one answers, and none has.
      detail: { locationId: string; tenantId: string | null; reference: string; code: Refusal | null }
    }
  | {
      action: 'location.added'
      detail: { locationId: string; parentId: string; type: LocationType; name: string }
    }
  | { action: 'location.changed'; detail: { locationId: string; before: FieldsSeen; after: FieldsSeen } }
  | { action: 'location.moved'; detail: { locationId: string; from: string; to: string } }
  | {
      action: 'location.removed'
      detail: { locationId: string; parentId: string; type: LocationType; name: string }
    }
  | {
      action: 'user.added'
      detail: { userId: string; username: string; email: string; endsOn?: string }
    }
  | { action: 'role.given'; detail: { userId: string; locationId: string; role: Role } }
  // Passwords, mail and the account settings.
  | { action: 'password-link.made'; detail: { userId: string; kind: PasswordLinkKind } }
  | { action: 'password-links.mailed'; detail: { locationId: string; count: number } }
  | { action: 'password.set'; detail: { userId: string; by: PasswordLinkKind | 'old_password' } }
  | { action: 'manager.recovered'; detail: { userId: string } }
  | { action: 'welcome.mailed'; detail: { userId: string; door: 'microsoft' | 'password' } }
  | { action: 'user.mailed'; detail: { userId: string; subject: string } }
  // Null: the browser's language.
  | { action: 'language.chosen'; detail: { userId: string; before: Language | null; after: Language | null } }
  | { action: 'help-mails.chosen'; detail: { userId: string; after: boolean } }
  | { action: 'attempt.asked-about' | 'attempt.confirmed'; detail: { userId: string; reference: string } }
  | { action: 'audit.exported'; detail: { format: 'csv' | 'ndjson' } }
  | { action: 'role.taken'; detail: { userId: string; locationId: string; role: Role } }
  | { action: 'user.changed'; detail: { userId: string; before: UserSeen; after: UserSeen } }
  // One's own new address: asked for, and not wanted by the former one's owner. Confirmed, it is a changed user.
  | {
      action: 'address.requested' | 'address.stopped'
      detail: { userId: string; before: string; after: string }
    }
  | { action: 'user.enabled'; detail: { userId: string; username: string } }
  | { action: 'user.disabled'; detail: { userId: string; username: string } }
  | { action: 'user.removed'; detail: { userId: string; username: string; email: string } }
  | {
      action: 'link.ended'
      detail: {
        userId: string
        tenantId: string
        objectId: string
        loginId: string
        reason: 'unlinked' | 'email_changed' | 'not_vouched_for'
      }
    }
  | {
      action: 'near-miss.dismissed' | 'near-miss.admitted'
      detail: { userId: string; tenantId: string; objectId: string; loginId: string; reference: string }
    }
  // Usernames that are taken at another customer, and how many may still be said that day (R2).
  | { action: 'usernames.told'; detail: { usernames: string[]; left: number } }
  | { action: 'users.exported'; detail: { filters: Record<string, string> } }
  | {
      action: 'api-key.made'
      detail: { apiKeyId: string; name: string; locationId: string; role: Role; expiresAt: string }
    }
  | { action: 'api-key.revoked'; detail: { apiKeyId: string; name: string; locationId: string } }
  // A shared computer (R38): marked by a manager's link, or by a code that it showed.
  | {
      action: 'device.marked'
      detail: { deviceId: string; name: string; locationId: string; by: 'link' | 'code' }
    }
  | {
      action: 'device.changed'
      detail: {
        deviceId: string
        locationId: string
        before: { name?: string; locationId?: string }
        after: { name?: string; locationId?: string }
      }
    }
  | { action: 'device.unmarked'; detail: { deviceId: string; name: string; locationId: string } }
  | { action: 'second-factor.added'; detail: { userId: string; kind: 'app' | 'passkey'; name?: string } }
  | {
      action: 'second-factor.removed'
      detail: {
        userId: string
        kind: 'app' | 'passkey' | 'all'
        by: 'themselves' | 'manager' | 'recovery'
        name?: string
      }
    }
  | { action: 'recovery-codes.made'; detail: { userId: string } }
  | { action: 'passkey.suspected'; detail: { userId: string; name: string } }
  | { action: 'consent-kit.made'; detail: { consentKitId: string; locationId: string; expiresAt: string } }
  | {
      action: 'consent-kit.mailed'
      detail: { consentKitId: string; locationId: string; recipient: string; language: Language }
    }
  | { action: 'consent-kit.opened'; detail: { consentKitId: string; locationId: string } }
  // What the returning browser said, which nothing has proved.
  | {
      action: 'consent-kit.answered'
      detail: { consentKitId: string; locationId: string; answer: ConsentAnswer }
    }
  | { action: 'consent-kit.revoked'; detail: { consentKitId: string; locationId: string } }
)

/** How Microsoft is said to have answered a request for consent: granted, for this tenant or another, or refused. */
export type ConsentAnswer = 'granted' | 'other_tenant' | Refusal

export type PasswordLinkKind = 'reset' | 'welcome' | 'recovery'

export type SecondFactorKind = 'app' | 'passkey' | 'recovery_code'

export type SessionEnd =
  | 'signed_out'
  | 'signed_out_at_microsoft'
  | 'signed_out_elsewhere'
  | 'signed_out_by_manager'
  | 'refused_by_microsoft'
  | 'replaced'
  | 'too_many'
  | 'door_closed'
  | 'password_changed'
  | 'second_factor_changed'
  | 'address_stopped'
  | 'moved'
  | 'unlinked'
  | 'user_removed'

/** All Advanced settings of a chain (R23); null if it has none of its own. */
type SettingsSeen = SettingValues | null

/** A wave of a roll-out as it was planned (R36). */
type WaveSeen = { locationIds: readonly string[]; startsOn: string; noticeDaysBefore: number }

/** The fields of a location that a change has affected. */
type FieldsSeen = Record<string, string | null>

/** The texts of a user that a change has affected. */
type UserSeen = Record<string, string>

/**
 * Records one event in the caller's transaction: what happened and its trace land together, or neither does. It is
 * written when the transaction commits, because the records of a customer form a chain, and others wait for its end.
 *
 * @returns its ID.
 */
export async function record(trx: Trx, actor: Actor, at: Date, event: AuditEvent): Promise<string> {
  const [id = ''] = await recordAll(trx, actor, at, [event])
  return id
}

/** The same for many events of one change. Even none make a statement, so that the time reveals nothing (R29). */
export async function recordAll(
  trx: Trx,
  actor: Actor,
  at: Date,
  events: readonly AuditEvent[],
): Promise<string[]> {
  const doer = doerOf(actor)
  const records = await mappedInSlices(events, (event) => ({
    ...doer,
    at: at.getTime() * 1000,
    ...rowOf(event),
  }))
  await writeBeforeCommit(trx, writeRecords, records)
  return records.map(({ id }) => id)
}

async function writeRecords(trx: Trx, records: StoredRecord[]): Promise<void> {
  const ordered = inOrder(records)
  if (ordered.length === 0) await insertRecords(trx, [])
  await inParts(ordered, async (some) => insertRecords(trx, await mappedInSlices(some, linkOf)))
}

/**
 * What this transaction has recorded so far, for a statement that writes it together with the rest of the change
 * (`auditWritten`). That statement has to be the last one, and nothing but it writes these records.
 */
export async function recordsToWrite(trx: Trx): Promise<string> {
  return asGiven(inOrder(await takeWaiting(trx, writeRecords)).map(linkOf))
}

/** Customers in the order of their IDs, across statements too, so that no two transactions wait for each other. */
function inOrder(records: readonly StoredRecord[]): StoredRecord[] {
  return records.toSorted((one, other) =>
    one.customerId < other.customerId ? -1 : Number(one.customerId > other.customerId),
  )
}

function linkOf(one: StoredRecord): Link {
  const salt = randomBytes(16)
  return { ...one, salt, content: digestOfContent(one, salt) }
}

function rowOf({ customerId, action, detail }: AuditEvent) {
  // As JSON keeps it: without what is undefined.
  const kept: Record<string, unknown> = JSON.parse(JSON.stringify(detail))
  return { id: newOrderedId(), customerId, action, detail: kept }
}

function doerOf(actor: Actor) {
  return {
    actorKind: actor.kind,
    actorUserId: actor.kind === 'user' ? actor.userId : null,
    actorApiKeyId: actor.kind === 'api_key' ? actor.apiKeyId : null,
    ip: actor.ip ?? null,
    userAgent: actor.userAgent ?? null,
  }
}
