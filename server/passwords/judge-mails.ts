import type { JudgedMail, Verdict } from '#server/mail/judge.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { foldAddress } from '#server/policy/address.ts'
import { lockUsers } from '#server/sessions/standings.queries.ts'
import { findWelcomeFacts, forgetUnsentWelcome, hasLinkOf } from './password-links.queries.ts'
import { findWaysToSignIn, rewriteReset, rewriteWelcome } from './password-links.ts'

/**
 * A welcome has to reach its person (R25): at the address that they have when it is sent, and with the way to sign in
 * that is open to them then. It is moot once they are linked or have set a password, or a newer one is on its way.
 */
export async function judgeWelcome(
  db: Db,
  mail: JudgedMail<'welcome'>,
  origin: string,
  now: Date,
): Promise<Verdict> {
  const facts = await findWelcomeFacts(db, mail)
  if (isOver(mail, facts)) return { withdrawn: 'link_over' }
  const doors = await findWaysToSignIn(db, mail.userId, now)
  if (!doors.password && !doors.microsoft) return { withdrawn: 'way_changed' }
  if (!doors.password && facts.isLinked) return { withdrawn: 'already_linked' }
  const isTheirs = foldAddress(mail.recipient) === foldAddress(mail.email)
  if (isTheirs && mail.about.door === (doors.password ? 'password' : 'microsoft')) return 'stands'
  return {
    rewrite: async (trx) => {
      // Sent again in this moment, it would end the link of the newer one, which would be withdrawn with it.
      await lockUsers(trx, [mail.userId])
      if (isOver(mail, await findWelcomeFacts(trx, mail))) return null
      return rewriteWelcome(trx, mail, doors, origin, now)
    },
  }
}

/** Whether another welcome, or another link, has taken its place. */
function isOver({ about }: JudgedMail<'welcome'>, facts: { hasLink: boolean; isReplaced: boolean }): boolean {
  return facts.isReplaced || (about.door === 'password' && !facts.hasLink)
}

/** Who was not welcomed after all has first to be (R35). */
export function forgetWelcome(trx: Trx, { userId }: { userId: string }): Promise<void> {
  return forgetUnsentWelcome(trx, userId)
}

/**
 * A link to set a password is mailed only while it would set one, and to the address that its person has then: someone
 * who was promoted has no other way to a password (R14).
 */
export async function judgeReset(
  db: Db,
  mail: JudgedMail<'reset'>,
  origin: string,
  now: Date,
): Promise<Verdict> {
  if (!(await hasLinkOf(db, mail))) return { withdrawn: 'link_over' }
  const doors = await findWaysToSignIn(db, mail.userId, now)
  if (!doors.password) return { withdrawn: 'way_changed' }
  if (foldAddress(mail.recipient) === foldAddress(mail.email)) return 'stands'
  return {
    rewrite: async (trx) => {
      await lockUsers(trx, [mail.userId])
      return (await hasLinkOf(trx, mail)) ? rewriteReset(trx, mail, origin, now) : null
    },
  }
}

/** Someone who asked for a password and has Microsoft alone is told so, as long as that is so. */
export async function judgeUseMicrosoft(
  db: Db,
  mail: JudgedMail<'use_microsoft'>,
  now: Date,
): Promise<Verdict> {
  const doors = await findWaysToSignIn(db, mail.userId, now)
  return doors.microsoft && !doors.password ? 'stands' : { withdrawn: 'way_changed' }
}
