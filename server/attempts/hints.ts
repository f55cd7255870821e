import { personalAccounts } from '#server/entra/entra.ts'
import type { Db } from '#server/platform/database.ts'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import { storable } from '#server/platform/storable.ts'
import type { Attempt } from './attempts.queries.ts'
import { helpLifetime, noteHelpAsked, placeHintedAttempts } from './hints.queries.ts'

const batch = 200

/**
 * Looks up whose address stands in the hints of attempts that name nobody, and puts them before that person's managers,
 * as unproven. Afterwards, and never in a request: its time would tell whether anybody bears the address (R29). It
 * leaves no audit record, because a stranger could write into anybody's (R23).
 */
export async function placeHints(db: Db, now: Date): Promise<void> {
  const since = new Date(now.getTime() - 15 * 60 * 1000)
  while ((await placeHintedAttempts(db, since, batch)) === batch);
}

/**
 * Whether the person may still ask that their manager be told: Microsoft's answer named nobody, so nobody would hear of
 * it. It depends on nothing but what the person has seen themselves (R18).
 */
export function mayAskForHelp(attempt: Attempt, now: Date): boolean {
  const { outcome, door, purpose, userId, loginId, tenantId, helpAskedAt, startedAt } = attempt
  const isNamed = userId !== null || loginId !== null || (tenantId ?? personalAccounts) !== personalAccounts
  const isOver = now.getTime() - startedAt.getTime() > helpLifetime
  const isRefused = outcome === 'refused' && door === 'microsoft' && purpose === 'sign_in'
  return isRefused && !isNamed && helpAskedAt === null && !isOver
}

/** The person asks that their manager be told of a refused attempt of this browser. Says nothing back, whatever it finds. */
export async function askForHelp(
  db: Db,
  browser: string | undefined,
  { reference, email }: { reference: string; email: string },
  now: Date,
): Promise<void> {
  if (!isSecret(browser)) return
  const notBefore = new Date(now.getTime() - helpLifetime)
  await noteHelpAsked(
    db,
    { reference, browserHash: hashSecret(browser) },
    storable(email.trim()),
    now,
    notBefore,
  )
}
