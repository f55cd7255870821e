import { randomUUIDv7 } from 'node:crypto'
import { findLocation } from '#server/locations/locations.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { hashSecret, isSecret, newReference } from '#server/platform/secret.ts'
import { unfinishedKept } from '#server/policy/keeping.ts'
import { isWithin } from '#server/policy/time.ts'
import type { Client } from '#server/sessions/sessions.ts'
import { decidingCode } from '#shared/aadsts/codes.ts'
import { type Explanation, explainAadsts, explainMeaning } from '#shared/aadsts/explain.ts'
import { refusalSaid, type Said, storedSaid } from '#shared/aadsts/said.ts'
import type { Language } from '#shared/languages.ts'
import type { Refusal } from '#shared/refusals.ts'
import { type Attempt, findAttemptById, findAttemptByState } from './attempts.queries.ts'
import { closeAbandoned } from './close-attempts.ts'
import { insertAttempt } from './end-attempt.queries.ts'
import { refuseAttempt } from './end-attempt.ts'
import { setSaid } from './said.queries.ts'
import { isSealedStart, openStart } from './sealed-start.ts'

/** Milliseconds after its start in which a browser remembers the attempt that it left with. */
export const rememberedFor = 60 * 60 * 1000

/** How an attempt ends of which Microsoft told TMAS nothing. */
const endedInSilence: readonly Refusal[] = ['not_returned', 'popup_closed', 'popup_blocked']

/** The same, and a bare cancellation, which is also what the link back from “Need admin approval” answers. */
const worthAsking: readonly Refusal[] = [...endedInSilence, 'consent_declined']

/** An attempt that a browser left with. It has no reference yet where nothing of it is kept (`sealed-start.ts`). */
export type Left = { reference: string | undefined }

/**
 * The attempt that a browser left with and never heard of again (R17): it left for Microsoft lately, no answer came, and
 * the person has not said why. It may still be open in another window.
 *
 * @param state what the browser remembers of it.
 */
export async function findLeft(
  db: Db,
  browser: string | undefined,
  state: string | undefined,
  now: Date,
): Promise<Left | undefined> {
  if (!isSecret(browser) || state === undefined) return undefined
  const attempt = await findAttemptByState(db, hashSecret(state))
  if (attempt) {
    const isOwn = attempt.browserHash?.equals(hashSecret(browser)) ?? false
    return isOwn && isUnfinished(attempt, now) ? { reference: attempt.reference } : undefined
  }
  return openLeft(browser, state, now) && { reference: undefined }
}

function openLeft(browser: string, state: string, now: Date) {
  const start = isSealedStart(state) ? openStart(browser, state) : undefined
  return start && isWithin(rememberedFor, start.at, now) ? start : undefined
}

/**
 * Keeps an attempt that no page of ours began, now that its person has come back to one and says what happened.
 *
 * @returns undefined if the browser remembers none, or it is kept already.
 */
export async function beginLeft(
  db: Db,
  browser: string | undefined,
  state: string | undefined,
  client: Client,
  now: Date,
): Promise<Attempt | undefined> {
  if (!isSecret(browser) || state === undefined || (await findAttemptByState(db, hashSecret(state))))
    return undefined
  const start = openLeft(browser, state, now)
  if (!start) return undefined
  const { at, chainId, ...wish } = start
  const id = randomUUIDv7()
  const isKnown = chainId !== null && (await findLocation(db, chainId)) !== undefined
  await db.transaction().execute((trx) =>
    insertAttempt(trx, {
      id,
      reference: newReference(),
      door: 'microsoft',
      startedAt: new Date(at),
      browserHash: hashSecret(browser),
      stateHash: hashSecret(state),
      ...wish,
      // A person who was stopped for longer than an attempt lives has come back in the page itself, not in a pop-up.
      inPopup: false,
      chainId: isKnown ? chainId : null,
      keptUntil: new Date(now.getTime() + unfinishedKept),
      ...client,
    }),
  )
  return findAttemptById(db, id)
}

function isUnfinished(attempt: Attempt, now: Date): boolean {
  const { outcome, code, returnedAt, choices, said } = attempt
  const isOpen = outcome === 'pending' && returnedAt === null && choices === null
  const isSilent = outcome === 'refused' && endedInSilence.includes(code as Refusal)
  return isOfPerson(attempt, now) && said === null && (isOpen || isSilent)
}

function isOfPerson({ purpose, door, startedAt }: Attempt, now: Date): boolean {
  return purpose === 'sign_in' && door === 'microsoft' && isWithin(rememberedFor, startedAt, now)
}

/** Whether the person is asked what Microsoft's page said: TMAS was not told, and neither have they. */
export function mayBeAsked(attempt: Attempt, now: Date): boolean {
  const { outcome, code, microsoft, said } = attempt
  const isNumbered = ((microsoft as { aadsts?: number[] } | null)?.aadsts ?? []).length > 0
  const isSilent = outcome === 'refused' && worthAsking.includes(code as Refusal) && !isNumbered
  return said === null && isOfPerson(attempt, now) && (isSilent || isUnfinished(attempt, now))
}

/**
 * The person says what Microsoft's page said, in the browser that made the attempt, and thereby that it is over. It is
 * kept as what they say, never as proof: no sign-in is decided by it. Only the pause of a wave counts it, as one of many
 * (R36).
 *
 * @param attempt of the person's own browser, about which they may be asked.
 * @returns the attempt as it is now.
 */
export async function noteSaid(
  db: Db,
  attempt: Attempt,
  said: Said,
  now: Date,
): Promise<Attempt | undefined> {
  if (attempt.outcome === 'pending') {
    if (said.choice === 'closed' || attempt.inPopup) await refuseAttempt(db, attempt, 'popup_closed', {}, now)
    else await closeAbandoned(db, attempt, now)
  }
  await setSaid(db, attempt.id, said, refusalSaid(said), now)
  return findAttemptById(db, attempt.id)
}

/** What the person said, explained; undefined if they said nothing that needs it. */
export async function explainSaid(
  { said: stored }: Pick<Attempt, 'said'>,
  language: Language,
): Promise<Explanation | undefined> {
  const said = storedSaid(stored)
  if (!said) return undefined
  const code = decidingCode(said.codes)
  if (code !== undefined) return explainAadsts(code, language)
  return said.meaning === null ? undefined : explainMeaning(said.meaning, language)
}
