import { type Answered, meaningOfAnswer } from '#shared/aadsts/answers.ts'
import type { AadstsMeaning } from '#shared/aadsts/meanings.ts'
import { isWithin } from './time.ts'

/**
 * Milliseconds for which a sign-in through Microsoft, or Microsoft's confirmation of it, counts (R37). After that the
 * next page that the person opens has it confirmed.
 */
export const confirmationLifetime = 15 * 60 * 1000

/**
 * Milliseconds for which a session can still be used after that, without a page being opened: what someone is in the
 * middle of is not disturbed. Then it opens nothing until it is confirmed.
 */
export const confirmationGrace = 5 * 60 * 1000

/** What is known of the confirmations of a session. */
export type ConfirmationStamps = {
  /** By the sign-in, or since. */
  confirmedAt: Date
  /** When this server last found that Microsoft could not be asked. */
  excusedAt: Date | null
  /** When Microsoft was last asked, and has confirmed nothing since. */
  askedAt: Date | null
}

/** `due`: the next page asks for it, and until then everything works. `overdue`: nothing works without it. */
export type Confirmation = 'fresh' | 'due' | 'overdue'

/**
 * Whether a session that was opened through Microsoft has to be confirmed. An outage of Microsoft counts as a
 * confirmation for as long, because it says nothing about the person. A stamp from the future counts for nothing (R28).
 */
export function confirmationOf(
  { confirmedAt, excusedAt }: Omit<ConfirmationStamps, 'askedAt'>,
  now: Date,
): Confirmation {
  const counts = (milliseconds: number) =>
    [confirmedAt, excusedAt].some((stamp) => stamp !== null && isWithin(milliseconds, stamp, now))
  if (counts(confirmationLifetime)) return 'fresh'
  return counts(confirmationLifetime + confirmationGrace) ? 'due' : 'overdue'
}

/**
 * Milliseconds in which the windows of one session, opened at once, each ask for themselves. A browser that opens again
 * with all its windows asks nothing of the person.
 */
export const askedTogether = 20 * 1000

/** Whether Microsoft was asked a while ago and has not confirmed it, so that it is not asked in silence again. */
export function isAskedInVain({ askedAt }: Pick<ConfirmationStamps, 'askedAt'>, now: Date): boolean {
  if (askedAt === null || !isWithin(confirmationLifetime, askedAt, now)) return false
  return !isWithin(askedTogether, askedAt, now)
}

/**
 * What Microsoft says of an account that nothing its person does at this device can change: someone in their
 * organization has to act. Everything else may be an account, a device or a moment, and asks the person to sign in.
 */
const meansGone: ReadonlySet<AadstsMeaning | 'unknown'> = new Set<AadstsMeaning>([
  'account_disabled',
  'account_deleted',
  'account_not_added',
  'account_of_other_company',
  'assignment_required',
  'policy_blocked',
  'user_at_risk',
  'minor_blocked',
  'guests_not_allowed',
  'cross_tenant_access',
  'application_disabled',
  'application_blocked',
  'tenant_inactive',
  'tenant_unavailable',
])

/** `gone`: the person is out. `busy`: Microsoft says that it cannot answer now. `interaction`: the person is needed. */
export type Unconfirmed = 'gone' | 'busy' | 'interaction'

/** What a refusal of Microsoft's means for a session that it should confirm. */
export function unconfirmedBy(answered: Answered): Unconfirmed {
  const meaning = meaningOfAnswer(answered)
  if (meaning !== undefined && meansGone.has(meaning)) return 'gone'
  const isBusy =
    meaning === 'microsoft_busy' ||
    meaning === 'throttled' ||
    answered.error === 'server_error' ||
    answered.error === 'temporarily_unavailable'
  return isBusy ? 'busy' : 'interaction'
}
