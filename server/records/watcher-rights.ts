import type { Actor } from '#server/audit/audit.ts'
import { listUserHolders } from '#server/locations/locations.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { inTurn } from '#server/platform/turns.ts'
import { listLiveKeys } from '#server/sessions/api-keys.ts'
import { listLiveSessions } from '#server/sessions/live-sessions.ts'
import type { Membership } from '#shared/permissions.ts'

/** A person, with their session, or a program with a key. */
export type Watcher = {
  customerId: string
  actor: Actor & { kind: 'user' | 'api_key' }
  sessionId: string | undefined
}

type Asked = {
  watcher: Watcher
  answer(held: readonly Membership[] | undefined): void
  fail(error: unknown): void
}

/**
 * What watchers hold now, asked for everyone who wants to know at a time: all who are to be told of something ask in the
 * same moment, and it takes the same few statements for one of them and for a thousand.
 */
export function openWatcherRights(db: Db, now: () => Date) {
  let waiting: Asked[] = []
  let timer: NodeJS.Timeout | undefined
  let isDue = false

  async function askNow(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    isDue = false
    const asked = waiting
    waiting = []
    try {
      const held = await inTurn({ share: 'background' }, () =>
        listRights(
          db,
          asked.map(({ watcher }) => watcher),
          now(),
        ),
      )
      for (const { watcher, answer } of asked) answer(held(watcher))
    } catch (error) {
      for (const { fail } of asked) fail(error)
    }
  }

  /**
   * @param patience milliseconds that the answer may wait for others who ask. Without it, only those of the same moment
   *   are asked for together.
   * @returns what the watcher holds, which may be nothing; undefined if the session or the key has ended.
   */
  return function rightsOf(watcher: Watcher, patience = 0): Promise<readonly Membership[] | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly Membership[] | undefined>()
    waiting.push({ watcher, answer: resolve, fail: reject })
    if (patience === 0 && !isDue) {
      isDue = true
      setImmediate(() => void askNow())
    } else if (patience > 0 && !isDue && timer === undefined) {
      timer = setTimeout(() => void askNow(), patience)
      timer.unref()
    }
    return promise
  }
}

/** The first rights of all these watchers, each in the customer that they watch. */
async function listRights(db: Db, watchers: readonly Watcher[], now: Date) {
  const sessionIds = new Set(watchers.flatMap(({ sessionId }) => sessionId ?? []))
  const [users, keys] = [new Set<string>(), new Set<string>()]
  for (const { actor } of watchers)
    if (actor.kind === 'user') users.add(actor.userId)
    else keys.add(actor.apiKeyId)
  const live = await listLiveSessions(db, [...sessionIds], now)
  const holders = await listUserHolders(db, [...users])
  const liveKeys = await listLiveKeys(db, [...keys], now)
  return ({ actor, customerId, sessionId }: Watcher): readonly Membership[] | undefined => {
    if (sessionId !== undefined && !live.has(sessionId)) return undefined
    const holder = actor.kind === 'user' ? holders.get(actor.userId) : liveKeys.get(actor.apiKeyId)
    return holder?.customerId === customerId ? holder.memberships : undefined
  }
}
