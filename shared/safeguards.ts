/** An account at Microsoft, as it is shown to managers. */
type ShownAccount = { loginId: string; tenantId: string; objectId: string }

/**
 * What a manager makes sure of before a remedy, and how: because afterwards someone can sign in who could not before,
 * and only people can tell whether it is the right person.
 */
export type Safeguard =
  /** Removing the link lets this account in. IT compares the object IDs. */
  | { ask: 'compare_object_id'; account: ShownAccount; linkedObjectId: string }
  /** This account will be the person's. */
  | { ask: 'call_person'; about: 'account'; account: ShownAccount }
  /** The account with this address will be the person's. */
  | { ask: 'call_person'; about: 'address'; address: string }
  /** An address that the person has to say. */
  | { ask: 'call_person'; about: 'new_address' }
  /** The account with this address, the known one if it tried, will be a new user's. */
  | { ask: 'call_person'; about: 'new_user'; address: string; account: ShownAccount | null }
  /** A link that gives access goes to this mailbox. */
  | { ask: 'call_person'; about: 'mailbox'; address: string }
  /** Accounts of another tenant will be the users who have their addresses. */
  | { ask: 'ask_it'; about: 'tenant' }

/** Ways to make sure. */
export const assurances = ['call_person', 'ask_it', 'compare_object_id'] as const

/** The known account that a remedy would admit; null if it is not known, or none is admitted. */
export function admittedBy(safeguard: Safeguard | null): ShownAccount | null {
  return safeguard && 'account' in safeguard ? safeguard.account : null
}
