import { refuseWithoutAttempt } from '#server/attempts/end-attempt.ts'
import type { Db } from '#server/platform/database.ts'
import type { Client } from '#server/sessions/sessions.ts'
import { inSteps } from './in-steps.ts'

const minute = 60 * 1000

/** How many are recorded in a minute by one instance, and for one name. A flood must not cost the database more (R34). */
const most = { ofAll: 60, ofName: 1 }

/**
 * Records that someone was told to wait at the password door, so that the managers of the user whose name it was do not
 * take it for a wrong password (R17). Anyone can make such an attempt: it is kept like every other in which no one proves
 * who they are. The time is the same whether or not the name is anyone's (R29).
 *
 * @returns the reference; undefined where it was not recorded, because there were too many.
 */
export function openTurnedAway() {
  let since = 0
  let recorded = new Map<string, number>()
  return async (
    db: Db,
    { name, client, returnTo }: { name: string; client: Client; returnTo: string },
    find: () => Promise<{ id: string } | undefined>,
    now: Date,
  ): Promise<string | undefined> => {
    if (now.getTime() >= since + minute || now.getTime() < since) {
      since = now.getTime()
      recorded = new Map()
    }
    const ofName = recorded.get(name) ?? 0
    const ofAll = [...recorded.values()].reduce((sum, count) => sum + count, 0)
    if (ofName >= most.ofName || ofAll >= most.ofAll) return undefined
    recorded.set(name, ofName + 1)
    return inSteps(async () => {
      const user = await find()
      const findings = user ? { userId: user.id } : {}
      const more = { door: 'password' as const, returnTo, findings }
      return (await refuseWithoutAttempt(db, 'throttled', client, now, more)).reference ?? undefined
    })
  }
}
