import { randomUUIDv7 } from 'node:crypto'
import { findAttemptById } from '#server/attempts/attempts.queries.ts'
import { closeAbandoned } from '#server/attempts/close-attempts.ts'
import { record } from '#server/audit/audit.ts'
import { writeLetter } from '#server/mail/letter.ts'
import { queueMail } from '#server/mail/outbox.ts'
import { findReader, type Reader } from '#server/mail/readers.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { hashSecret, isSecret, newSecret } from '#server/platform/secret.ts'
import { unprovenKept } from '#server/policy/keeping.ts'
import type { Client } from '#server/sessions/sessions.ts'
import { type Acting, currentMemberships, forbidden } from '#server/users/acting.ts'
import { takeUserWithinReach } from '#server/users/reach.ts'
import { messages } from '#shared/messages/messages.ts'
import { canSomewhere } from '#shared/permissions.ts'
import {
  countQuestions,
  findQuestion,
  findUnnamed,
  putQuestion,
  setConfirmed,
  takeQuestion,
  type UnnamedAttempt,
} from './attempt-questions.queries.ts'

/** Milliseconds for which the link works: a person reads mail once a day. */
export const questionLifetime = 24 * 60 * 60 * 1000

/** Milliseconds after its start for which an attempt can be asked about. */
const askableFor = 7 * 24 * 60 * 60 * 1000

/** How many questions the managers of one customer may ask in a day, so that it does not become a way to mail people. */
const questionsPerDay = 50

/**
 * Whether TMAS has an attempt with this reference that names no one, for managers of users to whom someone read it. An
 * attempt that another customer reads is none, exactly as one that does not exist (R31).
 *
 * @throws {Problem} `forbidden` for people who change no users.
 */
export async function isUnnamed(db: Db, acting: Acting, reference: string, now: Date): Promise<boolean> {
  if (!canSomewhere(await currentMemberships(db, acting), 'user.change')) throw forbidden()
  const since = new Date(now.getTime() - askableFor)
  return (
    (await findUnnamed(db, acting.customerId, { reference: reference.toUpperCase() }, since)) !== undefined
  )
}

/**
 * Asks a user by mail whether an attempt that names no one was theirs. The mail goes to the address that TMAS has for
 * them, and only they can answer (R17).
 *
 * @throws {Problem} `not_found` for any other attempt or user; `forbidden` for a user beyond the manager's reach;
 *   `throttled` beyond the questions of a day.
 */
export async function askWhetherThisWasThem(
  db: Db,
  acting: Acting,
  { reference, userId }: { reference: string; userId: string },
  origin: string,
  now: Date,
): Promise<void> {
  const { customerId, actor } = acting
  const secret = newSecret()
  await db.transaction().execute(async (trx) => {
    const user = await takeUserWithinReach(trx, acting, userId)
    const since = new Date(now.getTime() - askableFor)
    const attempt = await findUnnamed(trx, customerId, { reference: reference.toUpperCase() }, since)
    if (!attempt) throw new Problem('not_found', 'There is no attempt with this reference that names no one.')
    const dayAgo = new Date(now.getTime() - questionLifetime)
    if ((await countQuestions(trx, customerId, dayAgo)) >= questionsPerDay)
      throw new Problem('throttled', 'Your managers have asked too many people today.')
    const question = {
      id: randomUUIDv7(),
      secretHash: hashSecret(secret),
      customerId,
      userId,
      attemptId: attempt.id,
      createdAt: now,
      expiresAt: new Date(now.getTime() + questionLifetime),
    }
    await putQuestion(trx, question, new Date(now.getTime() + 2 * questionLifetime))
    const asker = actor.kind === 'user' ? await findReader(trx, actor.userId) : undefined
    await queueMail(
      trx,
      user,
      letterTo(user, asker, attempt, `${origin}/sign-in/was-this-you?token=${secret}`),
      { kind: 'question', questionId: question.id },
      'customer',
      now,
    )
    await record(trx, actor, now, {
      customerId,
      action: 'attempt.asked-about',
      detail: { userId, reference: attempt.reference },
    })
  })
}

function letterTo(user: Reader, asker: Reader | undefined, attempt: UnnamedAttempt, url: string) {
  const { wasThisYou } = messages[user.language].letters
  return writeLetter(user.language, user.name, {
    subject: wasThisYou.subject,
    paragraphs: [wasThisYou.text(asker?.name ?? null, attempt.reference), wasThisYou.why],
    action: { label: wasThisYou.open, url },
    after: [wasThisYou.lasts, wasThisYou.notYou],
  })
}

/** What the page behind the link asks about; undefined if the link works no more, or the attempt has a name by now. */
export async function readQuestion(
  db: Db,
  secret: string | undefined,
  now: Date,
): Promise<UnnamedAttempt | undefined> {
  if (!isSecret(secret)) return undefined
  const question = await findQuestion(db, hashSecret(secret), now)
  const since = new Date(now.getTime() - askableFor - questionLifetime)
  return question && findUnnamed(db, question.customerId, { id: question.attemptId }, since)
}

/**
 * The user says that it was them: from then on the attempt is theirs, at their customer and nowhere else. The link is
 * used up. An attempt that is still open is over: they would not have asked for help otherwise.
 *
 * @returns the reference; undefined where nothing could be confirmed.
 */
export async function confirmAttempt(
  db: Db,
  secret: string | undefined,
  client: Client,
  now: Date,
): Promise<string | undefined> {
  const attempt = await readQuestion(db, secret, now)
  if (!attempt || !isSecret(secret)) return undefined
  if (attempt.outcome === 'pending') {
    const open = await findAttemptById(db, attempt.id)
    if (open) await closeAbandoned(db, open, now)
  }
  return db.transaction().execute(async (trx) => {
    const question = await findQuestion(trx, hashSecret(secret), now)
    if (!question || !(await takeQuestion(trx, question.id))) return undefined
    const since = new Date(now.getTime() - askableFor - questionLifetime)
    if (!(await findUnnamed(trx, question.customerId, { id: question.attemptId }, since))) return undefined
    await setConfirmed(trx, question, new Date(now.getTime() + unprovenKept))
    const { customerId, userId } = question
    // The link was mailed to the user's own address, and is as good as their word.
    await record(trx, { kind: 'user', userId, ...client }, now, {
      customerId,
      action: 'attempt.confirmed',
      detail: { userId, reference: attempt.reference },
    })
    return attempt.reference
  })
}
