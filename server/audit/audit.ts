import { randomUUIDv7 } from 'node:crypto'
import type { Trx } from '#server/platform/database.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { Role } from '#shared/roles.ts'

/** Who did it, and from where. The operator is whoever runs the command line; a stranger is not signed in. */
export type Actor = { ip?: string; userAgent?: string } & (
  | { kind: 'user'; userId: string }
  | { kind: 'operator' }
  | { kind: 'stranger' }
)

/**
 * Everything that leaves a trace (R23): `noun.past-participle`, each with exactly its own detail, never a secret.
 * To add one, add a line: the compiler finds the rest.
 */
export type AuditEvent = { customerId: string } & (
  | {
      action: 'sign-in.completed'
      detail: { userId: string; door: 'microsoft' | 'password'; reference: string }
    }
  | {
      action: 'sign-in.refused'
      detail: { code: Refusal; door: 'microsoft' | 'password'; reference: string }
    }
  | { action: 'session.ended'; detail: { userId: string; sessionId: string; reason: SessionEnd } }
  | { action: 'link.made'; detail: { userId: string; tenantId: string; objectId: string; loginId: string } }
  | { action: 'chain.added'; detail: { locationId: string; name: string } }
  | { action: 'settings.changed'; detail: { locationId: string; before: SettingsSeen; after: SettingsSeen } }
  | { action: 'user.added'; detail: { userId: string; username: string; email: string } }
  | { action: 'role.given'; detail: { userId: string; locationId: string; role: Role } }
  | { action: 'role.taken'; detail: { userId: string; locationId: string; role: Role } }
  | { action: 'user.changed'; detail: { userId: string; before: UserSeen; after: UserSeen } }
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
        reason: 'unlinked' | 'email_changed'
      }
    }
  | { action: 'users.exported'; detail: { filters: Record<string, string> } }
)

export type SessionEnd =
  | 'signed_out'
  | 'signed_out_at_microsoft'
  | 'replaced'
  | 'too_many'
  | 'door_closed'
  | 'moved'
  | 'unlinked'
  | 'user_removed'

type SettingsSeen = { azureTenantId: string | null; mandatoryAuthentication: boolean } | null

/** The texts of a user that a change touched. */
type UserSeen = Record<string, string>

/** Writes one event in the caller's transaction: what happened and its trace land together, or neither does. */
export async function record(trx: Trx, actor: Actor, at: Date, event: AuditEvent): Promise<void> {
  await recordAll(trx, actor, at, [event])
}

/** The same for many events of one change, in few statements. */
export async function recordAll(
  trx: Trx,
  actor: Actor,
  at: Date,
  events: readonly AuditEvent[],
): Promise<void> {
  // PostgreSQL takes 65,535 parameters in a statement.
  for (let from = 0; from < events.length; from += 5000) {
    const rows = events.slice(from, from + 5000).map((event) => ({
      id: randomUUIDv7(),
      customerId: event.customerId,
      at,
      actorKind: actor.kind,
      actorUserId: actor.kind === 'user' ? actor.userId : null,
      action: event.action,
      detail: JSON.stringify(event.detail),
      ip: actor.ip ?? null,
      userAgent: actor.userAgent ?? null,
    }))
    await trx.insertInto('auditRecord').values(rows).execute()
  }
}
