import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { RemedyAction } from '#shared/remedies.ts'
import type { Safeguard } from '#shared/safeguards.ts'
import type { NamedAccount } from './accounts.ts'
import { inForce, linkInForce, type PersonFacts } from './person-facts.ts'
import type { Stranger } from './strangers.ts'

/** A remedy as it was found: what is done, with which account, and whether someone else has the person's address. */
export type Proposed = {
  action: RemedyAction | null
  account: NamedAccount | null
  stranger: Stranger | null
}

/**
 * The rule of every remedy: it is offered only if it can admit no one but this person, or if the reader is told whom it
 * would admit, and makes sure in the way that fits.
 *
 * @returns `never` if it must not be offered; otherwise what to make sure of first, null if it admits no one else.
 */
export function safeguardOf(
  { action, account, stranger }: Proposed,
  facts: PersonFacts,
): Safeguard | null | 'never' {
  const { email } = facts
  const link = linkInForce(facts)
  switch (action) {
    case 'remove_link':
      if (!link || !account || account.tenantId !== link.tenantId) return 'never'
      return { ask: 'compare_object_id', account, linkedObjectId: link.objectId }
    case 'correct_address':
      // The link of a person whose account works would be removed, and another account take its place.
      if (link) return 'never'
      return account
        ? { ask: 'call_person', about: 'account', account }
        : { ask: 'call_person', about: 'new_address' }
    case 'switch_on':
      if (inForce(facts) === undefined) return null
      // With a link, only its account signs in; but whose it is, a link made by mistake does not say.
      return link
        ? { ask: 'call_person', about: 'account', account: shown(link) }
        : { ask: 'call_person', about: 'address', address: email }
    case 'send_password_link':
      if (stranger?.kind === 'has_address') return 'never'
      return { ask: 'call_person', about: 'mailbox', address: email }
    case 'set_tenant_id':
    case 'correct_tenant_id':
      return { ask: 'ask_it', about: 'tenant' }
    // They give no one anything: instructions, a letter to IT, and a user who does not exist yet.
    case 'mail_instructions':
    case 'send_consent_kit':
    case 'create_user':
    case null:
      return null
  }
}

/** The same for the remedy of one refused attempt, of which only its checks and its account are known. */
export function safeguardOfRefusal(
  code: Refusal,
  checks: readonly Check[],
  account: NamedAccount | null,
): Safeguard | null {
  switch (code) {
    case 'linked_to_other_account': {
      const linkedObjectId = checks.find(({ name }) => name === 'link')?.expected
      return account && linkedObjectId ? { ask: 'compare_object_id', account, linkedObjectId } : null
    }
    case 'unknown_user':
      return account ? { ask: 'call_person', about: 'account', account } : null
    case 'account_disabled':
      return account ? { ask: 'call_person', about: 'account', account } : null
    case 'microsoft_not_enabled':
    case 'tenant_mismatch':
    case 'tenant_not_found':
      return { ask: 'ask_it', about: 'tenant' }
    default:
      return null
  }
}

function shown({ tenantId, objectId, loginId }: NamedAccount): NamedAccount {
  return { tenantId, objectId, loginId }
}
