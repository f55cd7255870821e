import { type Evidence, findEvidence } from '#server/attempts/evidence.ts'
import type { Db } from '#server/platform/database.ts'
import { inTurn } from '#server/platform/turns.ts'
import type { Language } from '#shared/languages.ts'
import { presentSignIn } from './presented-sign-in.ts'
import type { RecordScope } from './reading-scope.ts'
import { type ActivityFilter, findView, listActivity, type SeenAttempt } from './sign-ins.queries.ts'
import { writeEvents } from './sign-ins-stream.ts'

/** What someone watches: what they may read, and which part of it they asked for. */
export type Watched = { scope: RecordScope; locationId: string | undefined; filter: ActivityFilter }

/** Attempts, oldest first, with what others' sign-ins say about them. */
type Read = { found: SeenAttempt[]; evidence: ReadonlyMap<string, Evidence> }

/** What is under way: the read, and the events that it becomes in each language that someone asked for. */
type Telling = { read: Promise<Read>; events: Map<Language, Promise<Uint8Array>> }

/**
 * Reads attempts, and writes them as events, once for everyone who wants the same of them in the same moment: those who
 * watch the same part of a customer with the same rights, in one language. Of a hundred managers who watch, each then
 * costs little more than sending.
 */
export function openSharedReads(db: Db, now: () => Date) {
  const underWay = new Map<string, Telling>()

  async function read({ scope, locationId, filter }: Watched, ids: readonly string[]): Promise<Read> {
    const view = await findView(db, scope, locationId)
    const found = await listActivity(db, view, { ...filter, ids }, { limit: ids.length })
    return { found: found.toReversed(), evidence: await findEvidence(db, scope.customerId, found, now()) }
  }

  function begin(key: string, watched: Watched, ids: readonly string[]): Telling {
    const turn = { share: 'background' as const, of: watched.scope.customerId }
    const reading = inTurn(turn, () => read(watched, ids)).finally(() => underWay.delete(key))
    const telling = { read: reading, events: new Map() }
    underWay.set(key, telling)
    return telling
  }

  return function readTogether(
    watched: Watched,
    ids: readonly string[],
    language: Language,
  ): Promise<Uint8Array> {
    const { customerId, roots } = watched.scope
    const key = JSON.stringify([customerId, roots?.toSorted(), watched.locationId, watched.filter, ids])
    const { read, events } = underWay.get(key) ?? begin(key, watched, ids)
    const written =
      events.get(language) ??
      read.then(({ found, evidence }) =>
        writeEvents(
          found.map((attempt) => ({
            position: { notedAt: attempt.notedAt.getTime(), attemptId: attempt.id },
            item: presentSignIn(attempt, language, evidence),
          })),
        ),
      )
    events.set(language, written)
    return written
  }
}
