import { z } from '@hono/zod-openapi'
import { findRefused } from '#server/attempts/reading.ts'
import { type Refused, wordsOfRefusal } from '#server/attempts/refusal-words.ts'
import type { AreaUser } from '#server/locations/people-of-area.queries.ts'
import type { Db } from '#server/platform/database.ts'
import type { Language } from '#shared/languages.ts'
import { actors } from '#shared/refusals.ts'

/** A person's last sign-in with Microsoft, as readiness and rehearsal show it. */
export const LastAttempt = z.object({
  reference: z.string(),
  startedAt: z.string(),
  outcome: z.enum(['succeeded', 'refused']),
  code: z.string().nullable(),
  /** False where only the address that was typed says whose it was, and the person has never signed in. */
  isProven: z.boolean(),
  /** What happened, and who has to act, as the sign-in itself says it; null if it succeeded. */
  cause: z.string().nullable(),
  actor: z.enum(actors).nullable(),
})

/** The same with why it was refused, for the words. */
export type TriedLast = NonNullable<AreaUser['lastAttempt']> & { refused: Refused | null }

/** Looks up why the last attempts of people were refused, all at once. */
export async function withReasons<Person extends Pick<AreaUser, 'lastAttempt'>>(
  db: Db,
  customerId: string,
  people: readonly Person[],
  now: Date,
): Promise<(Omit<Person, 'lastAttempt'> & { lastAttempt: TriedLast | null })[]> {
  const ids = people.flatMap(({ lastAttempt }) => (lastAttempt?.outcome === 'refused' ? lastAttempt.id : []))
  const refused = await findRefused(db, customerId, ids, now)
  return people.map((person) => {
    const { lastAttempt } = person
    return {
      ...person,
      lastAttempt: lastAttempt && { ...lastAttempt, refused: refused.get(lastAttempt.id) ?? null },
    }
  })
}

/** People with the words of their last attempts. */
export function presentTried<Person extends { lastAttempt: TriedLast | null }>(
  people: readonly Person[],
  language: Language,
): (Omit<Person, 'lastAttempt'> & { lastAttempt: z.infer<typeof LastAttempt> | null })[] {
  return people.map((person) => ({
    ...person,
    lastAttempt: person.lastAttempt && presentLastAttempt(person.lastAttempt, language),
  }))
}

function presentLastAttempt({ id: _, refused, ...attempt }: TriedLast, language: Language) {
  const words = refused && wordsOfRefusal(refused, language)
  return { ...attempt, cause: words?.cause ?? null, actor: words?.remedy.actor ?? null }
}
