import {
  judgeConsentKit,
  judgeExceptionEnds,
  judgeMicrosoftOnly,
  judgePlanned,
  judgeUnmatched,
  judgeWayBack,
} from './connection/judge-mails.ts'
import type { MailRules } from './mail/judge.ts'
import { forgetWelcome, judgeReset, judgeUseMicrosoft, judgeWelcome } from './passwords/judge-mails.ts'
import type { MailTerms } from './policy/mail-terms.ts'
import { judgeHelpRequests, judgeQuestion } from './records/judge-mails.ts'
import { judgeDeviceLink } from './second-factor/judge-mails.ts'
import { judgeAccountsEnd, judgeConfirmAddress } from './users/judge-mails.ts'

/** What someone has to learn because of what was done. Nothing that is done afterwards keeps it from them (R27, R37). */
const ofWhatHappened = {
  reader: 'anyone',
  address: 'of_then',
  whileSuspended: 'sent',
} as const satisfies MailTerms

/** What has to reach a person, wherever they read by then. Its letter names their address, so it is rewritten. */
const toReachThem = {
  reader: 'person',
  address: 'own_rule',
  whileSuspended: 'waits',
} as const satisfies MailTerms

/** What a person is asked or answered, or brings them something that works for a while: for that mailbox alone. */
const toTheirMailbox = {
  reader: 'person',
  address: 'unchanged',
  whileSuspended: 'withdrawn',
} as const satisfies MailTerms

/** What managers are asked to do in time. */
const toManagers = {
  reader: 'manager',
  address: 'where_they_read',
  whileSuspended: 'waits',
} as const satisfies MailTerms

/**
 * Every kind of mail, and when it still goes out. A mail is judged when its turn has come, because what it speaks of may
 * have changed since it was queued: it may have waited for tomorrow's budget (R35), or for a mail server.
 *
 * @param origin where TMAS is, for what is rewritten.
 */
export function mailRules(origin: string): MailRules {
  return {
    notice: ofWhatHappened,
    wave_begun: { ...ofWhatHappened, whileSuspended: 'waits' },
    planned: { ...ofWhatHappened, whileSuspended: 'waits', judge: judgePlanned },
    welcome: {
      ...toReachThem,
      judge: (db, mail, now) => judgeWelcome(db, mail, origin, now),
      onWithdrawn: forgetWelcome,
    },
    way_back: { ...toReachThem, judge: (db, mail, now) => judgeWayBack(db, mail, origin, now) },
    microsoft_only: { ...toReachThem, judge: (db, mail, now) => judgeMicrosoftOnly(db, mail, origin, now) },
    reset: {
      ...toReachThem,
      whileSuspended: 'withdrawn',
      judge: (db, mail, now) => judgeReset(db, mail, origin, now),
    },
    use_microsoft: { ...toTheirMailbox, judge: judgeUseMicrosoft },
    manager_message: toTheirMailbox,
    question: { ...toTheirMailbox, judge: judgeQuestion },
    // Their link asks for the address itself, or the mail goes to one that is not yet, or never, its user's.
    device_link: { ...toTheirMailbox, address: 'of_then', judge: judgeDeviceLink },
    confirm_address: { ...toTheirMailbox, address: 'of_then', judge: judgeConfirmAddress },
    consent_kit: { ...toTheirMailbox, reader: 'anyone', address: 'of_then', judge: judgeConsentKit },
    unmatched: { ...toManagers, judge: judgeUnmatched },
    exception_ends: { ...toManagers, judge: judgeExceptionEnds },
    accounts_end: { ...toManagers, judge: (db, mail, now) => judgeAccountsEnd(db, mail, origin, now) },
    help_requests: { ...toManagers, whileSuspended: 'withdrawn', judge: judgeHelpRequests },
  }
}
