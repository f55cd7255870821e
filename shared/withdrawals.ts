/**
 * Why a mail was not sent although it was queued: what it speaks of is no longer so. To add one, add a line, then follow
 * the compiler to its words (`shared/messages/history.*.ts`); the rule that answers it is named in
 * `server/mail-rules.ts`.
 */
export const withdrawals = [
  'account_closed',
  'address_changed',
  'already_linked',
  'customer_suspended',
  'link_over',
  'no_longer_true',
  'role_lost',
  'way_changed',
] as const

export type Withdrawal = (typeof withdrawals)[number]
