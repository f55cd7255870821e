import { personalAccounts } from '#server/entra/entra.ts'
import type { Db } from '#server/platform/database.ts'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import { storable } from '#server/platform/storable.ts'
import { unprovenKept } from '#server/policy/keeping.ts'
import { isWithin } from '#server/policy/time.ts'
import type { Attempt } from './attempts.queries.ts'
import { helpLifetime, noteHelpAsked, placeHintedAttempts } from './hints.queries.ts'

const batch = 200

/**
 * Looks up the addresses in the hints of attempts that name no one, and shows them, as unproven, to the managers of
 * the users who have these addresses. This happens afterwards and never in a request, because its time would reveal
 * whether a user has the address (R29). It leaves no audit record, because a stranger could write into anyone's (R23).
 */
export async function placeHints(db: Db, now: Date): Promise<void> {
  const since = new Date(now.getTime() - 15 * 60 * 1000)
  while ((await placeHintedAttempts(db, since, batch)) === batch);
}

/**
 * Whether the person may still ask TMAS to tell their manager: Microsoft's answer named no one, so no manager would
 * learn of it. It depends only on what the person has seen themselves (R18).
 */
export function mayAskForHelp(attempt: Attempt, now: Date): boolean {
  const { outcome, door, purpose, userId, loginId, tenantId, helpAskedAt, startedAt } = attempt
  const isNamed = userId !== null || loginId !== null || (tenantId ?? personalAccounts) !== personalAccounts
  const isExpired = !isWithin(helpLifetime, startedAt, now)
  const isRefused = outcome === 'refused' && door === 'microsoft' && purpose === 'sign_in'
  return isRefused && !isNamed && helpAskedAt === null && !isExpired
}

/**
 * The person asks TMAS to tell their manager about a refused attempt of this browser. It returns nothing, whatever it
 * finds.
 */
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
    new Date(now.getTime() + unprovenKept),
  )
}
