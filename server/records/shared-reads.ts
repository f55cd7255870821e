import { type Evidence, findEvidence } from '#server/attempts/evidence.ts'
import type { Db } from '#server/platform/database.ts'
import { inTurn } from '#server/platform/turns.ts'
import type { RecordScope } from './reading-scope.ts'
import { type ActivityFilter, findView, listActivity, type SeenAttempt } from './sign-ins.queries.ts'

/** What someone watches: what they may read, and which part of it they asked for. */
export type Watched = { scope: RecordScope; locationId: string | undefined; filter: ActivityFilter }

/** Attempts, oldest first, with what others' sign-ins say about them. */
type Read = { found: SeenAttempt[]; evidence: ReadonlyMap<string, Evidence> }

/**
 * Reads attempts once for everyone who wants the same of them in the same moment: those who watch the same part of a
 * customer with the same rights.
 */
export function openSharedReads(db: Db, now: () => Date) {
  const underWay = new Map<string, Promise<Read>>()

  async function read({ scope, locationId, filter }: Watched, ids: readonly string[]): Promise<Read> {
    const view = await findView(db, scope, locationId)
    const found = await listActivity(db, view, { ...filter, ids }, { limit: ids.length })
    return { found: found.toReversed(), evidence: await findEvidence(db, scope.customerId, found, now()) }
  }

  return function readTogether(watched: Watched, ids: readonly string[]): Promise<Read> {
    const { customerId, roots } = watched.scope
    const key = JSON.stringify([customerId, roots?.toSorted(), watched.locationId, watched.filter, ids])
    const known = underWay.get(key)
    if (known) return known
    const reading = inTurn({ share: 'background', of: customerId }, () => read(watched, ids)).finally(() =>
      underWay.delete(key),
    )
    underWay.set(key, reading)
    return reading
  }
}
