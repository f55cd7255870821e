import { findLocation, lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { type Letter, writeLetter } from '#server/mail/letter.ts'
import { dayOf, queueManagerNotice } from '#server/mail/manager-notices.ts'
import { queueMails } from '#server/mail/outbox.ts'
import { listReaders, type Reader, whereTheyRead } from '#server/mail/readers.queries.ts'
import { listSignInChains } from '#server/passwords/password-links.queries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { daysBefore, hasCome, noticeFor, type WaveNotice } from '#server/policy/roll-out.ts'
import { messages } from '#shared/messages/messages.ts'
import { defanged } from '#shared/plain-text.ts'
import { readReadiness } from './readiness.ts'
import { listChainsToTell, listLinkedDomains, listPeopleOfWaves, setNoticed } from './roll-out.queries.ts'
import { readRollOut } from './roll-out.ts'

/**
 * Mails the people of coming waves, so many days before as the plan says: each in their language, by what they have to do
 * (R36). People whose address matches no account of their company are told so, and so are their managers.
 *
 * @param origin where TMAS is, for the button.
 */
export async function tellComingWaves(db: Db, origin: string, now: Date): Promise<void> {
  for (const chain of await listChainsToTell(db, now))
    await db.transaction().execute((trx) => tellWaves(trx, chain, origin, now))
}

async function tellWaves(
  trx: Trx,
  { id, customerId }: { id: string; customerId: string },
  origin: string,
  now: Date,
): Promise<void> {
  await lockCustomerPolicy(trx, customerId)
  const chain = await findLocation(trx, id)
  if (!chain) return
  const { timeZone, waves, state } = await readRollOut(trx, chain, now)
  const due = waves.filter(
    (wave) =>
      wave.state === 'planned' &&
      wave.noticeDaysBefore > 0 &&
      hasCome({ startsOn: daysBefore(wave.startsOn, wave.noticeDaysBefore), timeZone }, now),
  )
  if (due.length === 0 || state === 'paused') return
  const peopleOf = new Map((await listPeopleOfWaves(trx, chain)).map((wave) => [wave.waveId, wave.userIds]))
  const { affected } = await readReadiness(trx, chain, now)
  const domains = await listLinkedDomains(trx, customerId)
  for (const wave of due) {
    if (!(await setNoticed(trx, customerId, wave.id, now))) continue
    const ids = new Set(peopleOf.get(wave.id))
    const people = affected.filter(({ userId }) => ids.has(userId))
    const noticeOf = new Map(
      people.map(({ userId, state, email }) => [
        userId,
        noticeFor({ isLinked: state === 'linked', email }, domains),
      ]),
    )
    const readers = await listReaders(trx, [...noticeOf.keys()])
    const addresses = await listSignInChains(trx, [...noticeOf.keys()])
    const mails = readers.map((reader) => ({
      to: whereTheyRead(reader),
      letter: write(reader, noticeOf.get(reader.userId) ?? 'sign_in', {
        chain: chain.name,
        startsOn: wave.startsOn,
        address: `${origin}/sign-in?chain=${addresses.get(reader.userId) ?? id}`,
      }),
    }))
    await queueMails(trx, mails, 'customer', now)
    const usernames = people
      .filter(({ userId }) => noticeOf.get(userId) === 'no_match')
      .map(({ username }) => username)
    const unmatched = {
      kind: 'roll_out_unmatched',
      chain: chain.name,
      startsOn: wave.startsOn,
      usernames,
    } as const
    if (usernames.length > 0) await queueManagerNotice(trx, customerId, { kind: 'operator' }, unmatched, now)
  }
}

function write(
  { language, name, email }: Reader,
  notice: WaveNotice,
  { chain, startsOn, address }: { chain: string; startsOn: string; address: string },
): Letter {
  const { rollOutNotice: words, goToSignIn } = messages[language].letters
  const day = dayOf(language, startsOn)
  const paragraph = {
    linked: () => words.linked(defanged(chain), day),
    sign_in: () => words.signIn(defanged(chain), day, email),
    no_match: () => words.noMatch(defanged(chain), day, email),
  }[notice]()
  return writeLetter(language, name, {
    subject: words.subject(day),
    paragraphs: [paragraph],
    ...(notice === 'sign_in' && { action: { label: goToSignIn, url: address } }),
  })
}
