import { findLocation, shareCustomerPolicy } from '#server/locations/locations.queries.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import { queueMails } from '#server/mail/outbox.ts'
import { listReaders, whereTheyRead } from '#server/mail/readers.queries.ts'
import { listSignInChains } from '#server/passwords/password-links.queries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { eachAlone } from '#server/platform/each-alone.ts'
import type { Log } from '#server/platform/log.ts'
import { daysBefore, noticeFor, type WaveNotice } from '#server/policy/roll-out.ts'
import { hasCome } from '#server/policy/start-day.ts'
import { microsoftOnlyMail } from './microsoft-only-letter.ts'
import { type Readiness, readReadiness } from './readiness.ts'
import {
  listChainsToTell,
  listLinkedDomains,
  listPeopleOfWaves,
  setNoticed,
  takeWaveToTell,
} from './roll-out.queries.ts'
import { readRollOut } from './roll-out.ts'
import { affectedOf } from './wave-readiness.ts'

/** People who are told in one transaction. */
const atOnce = 200

/** Transactions that a chain gets in a round, before it is the next chain's turn. */
const batchesInTurn = 10

/**
 * Mails the people of coming waves, so many days before as the plan says: each in their language, by what they have to
 * do (R36). People whose address matches no account of their company are told so, and so are their managers.
 *
 * Many people are told in batches, so that the sign-ins of their customer go on meanwhile, and beyond the budget of
 * their customer the mails are sent later (R35).
 *
 * @param origin where TMAS is, for the button.
 */
export async function tellComingWaves(
  db: Db,
  log: Pick<Log, 'warn'>,
  origin: string,
  now: Date,
): Promise<void> {
  const chains = await listChainsToTell(db, now)
  await eachAlone(log, 'tell the people of a coming wave', chains, (chain) =>
    tellWaves(db, chain, origin, now),
  )
}

type Person = Readiness['affected'][number]

async function tellWaves(db: Db, { id }: { id: string }, origin: string, now: Date): Promise<void> {
  const chain = await findLocation(db, id)
  if (!chain) return
  const { timeZone, waves, state } = await readRollOut(db, chain, now)
  const due = waves.filter(
    (wave) =>
      wave.state === 'planned' &&
      wave.noticedAt === null &&
      wave.noticeDaysBefore > 0 &&
      hasCome({ startsOn: daysBefore(wave.startsOn, wave.noticeDaysBefore), timeZone }, now),
  )
  if (due.length === 0 || state === 'paused') return
  const peopleOf = new Map((await listPeopleOfWaves(db, chain)).map((wave) => [wave.waveId, wave.userIds]))
  const readiness = await readReadiness(db, chain, now)
  const domains = await listLinkedDomains(db, chain.customerId)
  const noticeOf = (person: Person) =>
    noticeFor({ isLinked: person.state === 'linked', email: person.email }, domains)
  let left = batchesInTurn
  for (const wave of due) {
    const people = affectedOf(readiness, { userIds: peopleOf.get(wave.id) ?? [], startsOn: wave.startsOn })
      .sort((one, other) => (one.userId < other.userId ? -1 : 1))
      .map((person) => ({ ...person, notice: noticeOf(person) }))
    let isDone = false
    while (!isDone && left > 0) {
      left -= 1
      isDone = await db.transaction().execute((trx) => tellBatch(trx, { chain, wave, people, origin }, now))
    }
  }
}

/** @returns whether there is no one left to tell. */
async function tellBatch(
  trx: Trx,
  {
    chain,
    wave,
    people,
    origin,
  }: {
    chain: { id: string; customerId: string; name: string }
    wave: { id: string; startsOn: string }
    /** All of the wave, by their IDs. */
    people: readonly (Person & { notice: WaveNotice })[]
    origin: string
  },
  now: Date,
): Promise<boolean> {
  const { customerId } = chain
  await shareCustomerPolicy(trx, customerId)
  const taken = await takeWaveToTell(trx, chain, wave.id)
  if (!taken) return true
  const left = people.filter(({ userId }) => userId > (taken.noticedUpTo ?? ''))
  const batch = new Map(left.slice(0, atOnce).map(({ userId, notice }) => [userId, notice]))
  const isLast = left.length === batch.size
  await setNoticed(trx, customerId, wave.id, {
    noticedAt: isLast ? now : null,
    noticedUpTo: isLast ? null : ([...batch.keys()].at(-1) ?? null),
  })
  const readers = await listReaders(trx, [...batch.keys()])
  const addresses = await listSignInChains(trx, [...batch.keys()])
  const { startsOn } = wave
  const mails = readers.map((reader) => {
    const notice = batch.get(reader.userId) ?? 'sign_in'
    const address = `${origin}/sign-in?chain=${addresses.get(reader.userId) ?? chain.id}`
    const what = { because: 'wave', chain, startsOn, address } as const
    return { to: whereTheyRead(reader), ...microsoftOnlyMail(reader, notice, what) }
  })
  await queueMails(trx, mails, 'announcement', now)
  if (!isLast) return false
  const usernames = people.filter(({ notice }) => notice === 'no_match').map(({ username }) => username)
  const unmatched = {
    kind: 'roll_out_unmatched',
    chainId: chain.id,
    chain: chain.name,
    startsOn: wave.startsOn,
    usernames,
  } as const
  if (usernames.length > 0) await queueManagerNotice(trx, customerId, { kind: 'operator' }, unmatched, now)
  return true
}
