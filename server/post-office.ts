import { sendMails } from './mail/outbox.ts'
import type { Mailer } from './mail/smtp.ts'
import type { Db } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import { answerForgottenPasswords } from './sign-in/forgotten-passwords.ts'

/** Milliseconds between two looks into the outbox. A mail may take seconds; nobody waits for it at a page. */
const pause = 2_000

/**
 * Answers forgotten passwords and sends what lies in the outbox, as long as the server runs. Any number of instances
 * may do so at once: each request and each mail is taken by one.
 *
 * @returns how to stop it: a mail under way is finished first.
 */
export function keepPosting(
  deps: { db: Db; mailer: Mailer | undefined; log: Log },
  origin: string,
  now: () => Date,
): { stop(): Promise<void> } {
  let isStopping = false
  let round = Promise.resolve()
  let timer = setTimeout(begin, pause)

  function begin() {
    round = goRound()
  }

  async function goRound() {
    // Each by itself: a request that cannot be answered keeps no mail back.
    await attempt(() => answerForgottenPasswords(deps.db, origin, now))
    await attempt(() => sendMails(deps, now, () => isStopping))
    if (!isStopping) timer = setTimeout(begin, pause)
  }

  async function attempt(task: () => Promise<unknown>) {
    try {
      await task()
    } catch (error) {
      deps.log.warn({ err: error }, 'the outbox could not be looked after; it will be tried again')
    }
  }

  return {
    async stop() {
      isStopping = true
      clearTimeout(timer)
      await round
    },
  }
}
