import type { JudgedMail, Verdict } from '#server/mail/judge.ts'
import type { Db } from '#server/platform/database.ts'
import { isOpenQuestion } from './attempt-questions.queries.ts'
import { listHelpers } from './help-requests.queries.ts'

/** A person is asked whether an attempt was theirs while they can still answer. */
export async function judgeQuestion(db: Db, { about }: JudgedMail<'question'>, now: Date): Promise<Verdict> {
  return (await isOpenQuestion(db, about.questionId, now)) ? 'stands' : { withdrawn: 'link_over' }
}

/** A manager is told of people who ask for help while all of them are in their branch, and they want such mails (R22). */
export async function judgeHelpRequests(
  db: Db,
  { about, customerId, userId }: JudgedMail<'help_requests'>,
  now: Date,
): Promise<Verdict> {
  const helpers = await listHelpers(db, customerId, about.requests, now)
  const theirs = helpers.find((helper) => helper.userId === userId)?.requests ?? []
  return theirs.length === about.requests.length ? 'stands' : { withdrawn: 'role_lost' }
}
