import { findLocation } from '#server/locations/locations.queries.ts'
import type { JudgedMail, Verdict } from '#server/mail/judge.ts'
import { findReader, whereTheyRead } from '#server/mail/readers.queries.ts'
import { hasLinkOf } from '#server/passwords/password-links.queries.ts'
import { makePasswordLinks, signInAddressOf } from '#server/passwords/password-links.ts'
import type { Db } from '#server/platform/database.ts'
import { foldAddress } from '#server/policy/address.ts'
import { refusalAtDoor, tenantOf } from '#server/policy/doors.ts'
import { noticeFor } from '#server/policy/roll-out.ts'
import { listStandings, lockUsers } from '#server/sessions/standings.queries.ts'
import { dayOf } from '#shared/end-date.ts'
import {
  findMicrosoftOnlyFacts,
  findPlanFacts,
  findPlannedFacts,
  hasException,
  isOpenKit,
} from './judge-mails.queries.ts'
import { microsoftOnlyMail } from './microsoft-only-letter.ts'
import { listLinkedDomains } from './roll-out.queries.ts'
import { wayBackLetter } from './way-back.ts'

const day = 24 * 60 * 60 * 1000

/**
 * A person is told that they have Microsoft alone from a day on (R36, R14) as long as that is so: the plan or the end of
 * the exception is as it was, and the day leaves them nothing else. What the letter asks of them is what they have to do
 * when it is sent.
 */
export async function judgeMicrosoftOnly(
  db: Db,
  mail: JudgedMail<'microsoft_only'>,
  origin: string,
  now: Date,
): Promise<Verdict> {
  const { about, userId, customerId } = mail
  const { because, chainId, startsOn } = about
  const { isPlanned, isPaused, isReplaced, tenants } = await findMicrosoftOnlyFacts(db, mail)
  if (!isPlanned || isReplaced) return { withdrawn: 'no_longer_true' }
  if (isPaused) return { waits: 'roll_out_paused' }
  const end = new Date(`${startsOn}T00:00:00Z`).getTime() + day - 1
  const then = new Date(Math.max(end, now.getTime()))
  const [standing] = await listStandings(db, [userId], then)
  const reader = await findReader(db, userId)
  const chain = await findLocation(db, chainId)
  if (!standing || !reader || !chain) return { withdrawn: 'no_longer_true' }
  if (refusalAtDoor({ door: 'password' }, standing, then) !== 'microsoft_required')
    return { withdrawn: 'no_longer_true' }
  const tenantId = tenantOf(standing)
  const isLinked = tenantId !== null && tenants.includes(tenantId)
  if (isLinked && about.notice !== 'linked') return { withdrawn: 'already_linked' }
  const to = whereTheyRead(reader)
  const isAsWritten =
    isLinked === (about.notice === 'linked') && foldAddress(about.email) === reader.emailFolded
  if (isAsWritten && mail.recipient === to.email) return 'stands'
  const notice = noticeFor({ isLinked, email: reader.email }, await listLinkedDomains(db, customerId))
  const address = await signInAddressOf(db, userId, origin)
  const written = microsoftOnlyMail(reader, notice, { because, chain, startsOn, address })
  return { rewrite: async () => ({ to, ...written }) }
}

/**
 * Managers read of a plan as long as it is the one. What was saved in its place they read instead, unless that notice
 * has to wait for tomorrow (R35): saving a plan again and again would otherwise keep all of them from its managers (R27).
 */
export async function judgePlanned(db: Db, mail: JudgedMail<'planned'>, now: Date): Promise<Verdict> {
  const { hasPlan, isCurrent, isReplaced } = await findPlannedFacts(db, mail, now)
  return isCurrent || (hasPlan && !isReplaced) ? 'stands' : { withdrawn: 'no_longer_true' }
}

/** Managers are told of people who may not match a day's account as long as that day is planned. */
export async function judgeUnmatched(db: Db, mail: JudgedMail<'unmatched'>): Promise<Verdict> {
  const { planChainId: chainId, startsOn } = mail.about
  const { isPlanned, isPaused } = await findPlanFacts(db, { ...mail, chainId, startsOn })
  if (!isPlanned) return { withdrawn: 'no_longer_true' }
  return isPaused ? { waits: 'roll_out_paused' } : 'stands'
}

/** The end of an exception is announced as long as it is to come. */
export async function judgeExceptionEnds(
  db: Db,
  { about, customerId }: JudgedMail<'exception_ends'>,
  now: Date,
): Promise<Verdict> {
  const isToCome = about.endsOn > dayOf(now) && (await hasException(db, { customerId, ...about }))
  return isToCome ? 'stands' : { withdrawn: 'no_longer_true' }
}

/** The way back has to reach its person, too, and brings a link that works where they read now. */
export async function judgeWayBack(
  db: Db,
  mail: JudgedMail<'way_back'>,
  origin: string,
  now: Date,
): Promise<Verdict> {
  if (!(await hasLinkOf(db, mail))) return { withdrawn: 'link_over' }
  if (foldAddress(mail.recipient) === foldAddress(mail.email)) return 'stands'
  const reader = await findReader(db, mail.userId)
  const chain = await findLocation(db, mail.about.chainId)
  if (!reader || !chain) return { withdrawn: 'no_longer_true' }
  return {
    rewrite: async (trx) => {
      await lockUsers(trx, [mail.userId])
      if (!(await hasLinkOf(trx, mail))) return null
      const [made] = await makePasswordLinks(trx, [{ ...reader, mailId: mail.id }], 'welcome', origin, now)
      return { to: reader, letter: wayBackLetter(reader, chain, made?.link ?? ''), about: mail.about }
    },
  }
}

/** A consent kit that was revoked, or whose chain was deleted, is no longer sent to anyone. */
export async function judgeConsentKit(
  db: Db,
  { about }: JudgedMail<'consent_kit'>,
  now: Date,
): Promise<Verdict> {
  return (await isOpenKit(db, about.kitId, now)) ? 'stands' : { withdrawn: 'link_over' }
}
