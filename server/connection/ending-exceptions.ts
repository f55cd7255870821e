import { findLocation } from '#server/locations/locations.queries.ts'
import { queueManagerNotice, queueManagerReminder } from '#server/mail/manager-notices.ts'
import { queueMails } from '#server/mail/outbox.ts'
import { listReaders, whereTheyRead } from '#server/mail/readers.queries.ts'
import { listSignInChains } from '#server/passwords/password-links.queries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { refusalAtDoor } from '#server/policy/doors.ts'
import { noticeFor } from '#server/policy/roll-out.ts'
import { findNextWave, listStandings } from '#server/sessions/standings.queries.ts'
import { dayOf } from '#shared/end-date.ts'
import { type EndingException, takeEndingExceptions } from './exceptions.queries.ts'
import { microsoftOnlyMail } from './microsoft-only-letter.ts'
import { readReadiness } from './readiness.ts'
import { listLinkedDomains } from './roll-out.queries.ts'

const day = 24 * 60 * 60 * 1000

/** Days before the end in which the managers and the person are told. */
const toldBefore = 7

/**
 * Mails the managers of a customer a week before an exception ends, once; and the person whose password stops then, by
 * what they have to do, as before a wave (R36).
 *
 * @param origin where TMAS is, for the button.
 */
export async function tellOfEndingExceptions(db: Db, origin: string, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const until = dayOf(new Date(now.getTime() + toldBefore * day))
    const taken = await takeEndingExceptions(trx, { after: dayOf(now), until, now })
    for (const { customerId, ...ending } of taken)
      await queueManagerReminder(trx, customerId, { kind: 'exception_ends', ...ending }, now)
    const closing: EndingException[] = []
    for (const ending of taken) {
      const isTold = closing.some(
        ({ userId, endsOn }) => userId === ending.userId && endsOn === ending.endsOn,
      )
      if (!isTold && (await closesThePassword(trx, ending))) closing.push(ending)
    }
    for (const [chainId, endings] of Map.groupBy(closing, (ending) => ending.chainId))
      await tellPeople(trx, chainId, endings, origin, now)
  })
}

/**
 * Whether this end leaves the person with Microsoft alone. It does not if nothing asks for Microsoft there by then, if
 * they are a manager or have another exception, or if they have no password by then as it is. Of a wave that begins on
 * that day, they are told with the others of the wave.
 */
async function closesThePassword(trx: Trx, { userId, endsOn }: EndingException): Promise<boolean> {
  if ((await findNextWave(trx, userId)) === endsOn) return false
  const start = new Date(`${endsOn}T00:00:00Z`).getTime()
  const [before, after] = [new Date(start - 1), new Date(start + day - 1)]
  const answerAt = async (at: Date) => {
    const [standing] = await listStandings(trx, [userId], at)
    return standing && refusalAtDoor({ door: 'password' }, standing, at)
  }
  return (await answerAt(before)) === null && (await answerAt(after)) === 'microsoft_required'
}

async function tellPeople(
  trx: Trx,
  chainId: string,
  endings: readonly EndingException[],
  origin: string,
  now: Date,
): Promise<void> {
  const chain = await findLocation(trx, chainId)
  if (!chain) return
  const { affected, excepted } = await readReadiness(trx, chain, now)
  const domains = await listLinkedDomains(trx, chain.customerId)
  const people = new Map([...affected, ...excepted].map((person) => [person.userId, person]))
  const told = endings.flatMap(({ userId, endsOn }) => {
    const person = people.get(userId)
    if (!person) return []
    const { state, email, username } = person
    return [{ userId, username, endsOn, notice: noticeFor({ isLinked: state === 'linked', email }, domains) }]
  })
  const ids = told.map(({ userId }) => userId)
  const readers = new Map((await listReaders(trx, ids)).map((reader) => [reader.userId, reader]))
  const addresses = await listSignInChains(trx, ids)
  const mails = told.flatMap(({ userId, endsOn, notice }) => {
    const reader = readers.get(userId)
    if (!reader) return []
    const address = `${origin}/sign-in?chain=${addresses.get(userId) ?? chain.id}`
    const what = { because: 'exception', chain, startsOn: endsOn, address } as const
    return [{ to: whereTheyRead(reader), ...microsoftOnlyMail(reader, notice, what) }]
  })
  await queueMails(trx, mails, 'announcement', now)
  const unmatched = told.filter(({ notice }) => notice === 'no_match')
  for (const [startsOn, people] of Map.groupBy(unmatched, ({ endsOn }) => endsOn)) {
    const usernames = people.map(({ username }) => username)
    const notice = { kind: 'roll_out_unmatched', chainId, chain: chain.name, startsOn, usernames } as const
    await queueManagerNotice(trx, chain.customerId, { kind: 'operator' }, notice, now)
  }
}
