import type { Db, Trx } from '#server/platform/database.ts'
import type { Refusal } from '#shared/refusals.ts'
import { listUsernames, type PauseCause } from './roll-out.queries.ts'

/** Why a wave was paused by itself, with the names of those who were refused, as far as they are still users. */
export type NamedCause = { refused: number; causes: { code: Refusal; usernames: string[] }[] }

/** The names for reasons that are stored with IDs; null stays null. */
export async function namedCauses(
  db: Db | Trx,
  customerId: string,
  stored: readonly (PauseCause | null)[],
): Promise<(NamedCause | null)[]> {
  const ids = stored.flatMap((cause) => cause?.causes.flatMap(({ userIds }) => userIds) ?? [])
  const names = ids.length === 0 ? new Map<string, string>() : await listUsernames(db, customerId, ids)
  const named = ({ code, userIds }: PauseCause['causes'][number]) => ({
    code,
    usernames: userIds.flatMap((id) => names.get(id) ?? []).sort(),
  })
  return stored.map((cause) => cause && { ...cause, causes: cause.causes.map(named) })
}
