import { type Letter, writeLetter } from '#server/mail/letter.ts'
import { queueMails } from '#server/mail/outbox.ts'
import { type Reader, whereTheyRead } from '#server/mail/readers.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { messages } from '#shared/messages/messages.ts'
import { type HelpRequest, listHelpers, takeUntold } from './help-requests.queries.ts'

/** Milliseconds between two mails about a customer's requests: what comes meanwhile is told together. */
const quiet = 60 * 60 * 1000

/** Milliseconds after which a request is too old to be mailed, as where no instance has run. */
const tooOld = 24 * 60 * 60 * 1000

/** How many requests one mail names; the rest are counted. */
const named = 10

/**
 * Mails managers about people who asked for help with signing in (R17): each manager about those in their own branch, if
 * they want such mails; at once, and then at most once an hour for a customer. A stranger who types addresses thus sends
 * no flood.
 */
export async function tellOfHelpRequests(db: Db, origin: string, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const quietSince = new Date(now.getTime() - quiet)
    const taken = await takeUntold(trx, now, { quietSince, since: new Date(now.getTime() - tooOld) })
    for (const [customerId, requests] of Map.groupBy(taken, (request) => request.customerId)) {
      const helpers = await listHelpers(trx, customerId, requests, now)
      const mails = helpers.map(whereTheyRead).map((to) => {
        const theirs = to.requests.flatMap((number) => requests[number] ?? [])
        const about = {
          kind: 'help_requests' as const,
          requests: theirs.map(({ personId, chainId }) => ({ personId, chainId })),
        }
        return { to, letter: letterTo(to, theirs, origin), about }
      })
      await queueMails(trx, mails, 'bounded', now)
    }
  })
}

function letterTo({ language, name }: Reader, requests: readonly HelpRequest[], origin: string): Letter {
  const { letters, refusalWords, returned, signIns } = messages[language]
  const words = letters.helpRequests
  const lines = requests.slice(0, named).map(({ personName, code, saidCode, reference }) => {
    const cause = saidCode ? returned.manager.asSaid(refusalWords[saidCode].short) : refusalWords[code].short
    return words.line(
      personName === null ? signIns.nobody : signIns.unprovenName(personName),
      cause,
      reference,
    )
  })
  const more = requests.length - lines.length
  return writeLetter(language, name, {
    subject: words.subject(requests.length),
    paragraphs: [words.text(requests.length), [...lines, ...(more > 0 ? [words.more(more)] : [])].join('\n')],
    action: { label: words.open, url: `${origin}/administration/sign-ins?asked=true` },
    after: [words.unproven, words.turnOff(`${origin}/account`)],
  })
}
