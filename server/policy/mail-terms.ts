import type { Withdrawal } from '#shared/withdrawals.ts'
import { foldAddress } from './address.ts'

/** What every mail of a kind has to meet when it is sent. */
export type MailTerms = {
  /** Who its reader has to be: anyone who was told then, a person with an open account, or a manager with one. */
  reader: 'anyone' | 'person' | 'manager'
  /**
   * Where it goes: to the address of then; nowhere, if its reader has another by now; where its reader reads mail now;
   * or the kind has a rule of its own, because the letter names the address.
   */
  address: 'of_then' | 'unchanged' | 'where_they_read' | 'own_rule'
  /** What becomes of it while its customer is suspended. */
  whileSuspended: 'sent' | 'waits' | 'withdrawn'
}

/** What is known of a mail's reader and customer when it is sent. */
export type ReaderNow = {
  recipient: string
  /** The address that the reader has. */
  email: string
  isOpen: boolean
  /** Of the chain that the mail is about, or of any if it is about none. */
  isManager: boolean
  isSuspended: boolean
}

export type Obstacle = { withdrawn: Withdrawal } | { waits: 'customer_suspended' }

/**
 * What keeps a mail from being sent, whatever it says; null if nothing does. A customer that is suspended comes first:
 * what waits for its return is judged then.
 */
export function obstacleTo({ reader, address, whileSuspended }: MailTerms, now: ReaderNow): Obstacle | null {
  if (now.isSuspended && whileSuspended === 'waits') return { waits: 'customer_suspended' }
  if (now.isSuspended && whileSuspended === 'withdrawn') return { withdrawn: 'customer_suspended' }
  if (reader !== 'anyone' && !now.isOpen) return { withdrawn: 'account_closed' }
  if (reader === 'manager' && !now.isManager) return { withdrawn: 'role_lost' }
  if (address === 'unchanged' && foldAddress(now.recipient) !== foldAddress(now.email))
    return { withdrawn: 'address_changed' }
  return null
}
