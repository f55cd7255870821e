import type { Check } from '#shared/checks.ts'
import type { RemedyAction } from '#shared/remedies.ts'
import type { Safeguard } from '#shared/safeguards.ts'
import type { NamedAccount } from './accounts.ts'
import { inForce, linkInForce, type PersonFacts } from './person-facts.ts'
import type { Stranger } from './strangers.ts'

/** What is known where a remedy is proposed. */
export type Known = {
  /** The account that tried, or that was used before. */
  account: NamedAccount | null
  /** The person's address; null if it is not known whose attempt it was. */
  address: string | null
  /** The address that no user has and that was asked about. */
  asked: string | null
  /** The account that signs in as the person. */
  link: NamedAccount | null
  /** The object ID of the account with which the person is linked in the tenant of `account`. */
  linkedObjectId: string | null
  /** Whether a tenant is in force for the person, so that Microsoft accounts can sign in. */
  hasTenant: boolean
  /** Whether someone else is known to have the person's address. */
  isAddressTaken: boolean
}

/** What to make sure of first; null if the remedy admits no one but the person; `never` if it must not be offered. */
export type Verdict = Safeguard | null | 'never'

/** Opening a closed account again lets the account at Microsoft sign in that has its link or its address. */
function reopened({ account, address, link, hasTenant }: Known): Verdict {
  // With a link, only its account signs in; but whose it is, a link made by mistake does not say.
  const known = link ?? account
  if (known) return { ask: 'call_person', about: 'account', account: known }
  if (!hasTenant) return null
  return address === null ? 'never' : { ask: 'call_person', about: 'address', address }
}

/**
 * Whom each remedy could admit. To add a remedy: the compiler asks for its line here, and no remedy is offered without
 * one.
 */
const rules: Record<RemedyAction, (known: Known) => Verdict> = {
  remove_link: ({ account, linkedObjectId }) =>
    account && linkedObjectId ? { ask: 'compare_object_id', account, linkedObjectId } : 'never',

  correct_address: ({ account, asked, link }) => {
    // The link of a person whose account works would be removed, and another account take its place.
    if (link) return 'never'
    if (account) return { ask: 'call_person', about: 'account', account }
    return asked === null
      ? { ask: 'call_person', about: 'new_address' }
      : { ask: 'call_person', about: 'address', address: asked }
  },

  switch_on: reopened,
  change_end_date: reopened,

  send_password_link: ({ address, isAddressTaken }) =>
    isAddressTaken || address === null ? 'never' : { ask: 'call_person', about: 'mailbox', address },

  set_tenant_id: () => ({ ask: 'ask_it', about: 'tenant' }),
  correct_tenant_id: () => ({ ask: 'ask_it', about: 'tenant' }),

  create_user: ({ account, asked }) => {
    const named = account?.loginId ?? asked
    return named === null ? 'never' : { ask: 'call_person', about: 'new_user', address: named, account }
  },

  // They give no one anything: instructions to the person who has access already, and a letter to IT.
  mail_instructions: () => null,
  send_consent_kit: () => null,
}

/**
 * The rule of every remedy, wherever one is shown: it is offered only if it can admit no one but this person, or if the
 * reader is told whom it would admit, and makes sure in the way that fits (R10, R19; decision 0035).
 */
export function safeguardOf(action: RemedyAction | null, known: Known): Verdict {
  if (action === null) return null
  const verdict = rules[action](known)
  return verdict !== null && verdict !== 'never' && 'account' in verdict && verdict.account
    ? { ...verdict, account: shown(verdict.account) }
    : verdict
}

/** What an explanation knows of a person. */
export function knownOf(
  facts: PersonFacts,
  { account, stranger }: { account: NamedAccount | null; stranger: Stranger | null },
): Known {
  const link = linkInForce(facts) ?? null
  return {
    account,
    address: facts.email,
    asked: null,
    link,
    linkedObjectId: link && link.tenantId === account?.tenantId ? link.objectId : null,
    hasTenant: inForce(facts) !== undefined,
    isAddressTaken: stranger?.kind === 'has_address',
  }
}

/** What is known of an address that no user has: the account that tried with it, if one did. */
export function knownOfAddress(asked: string, account: NamedAccount | null): Known {
  const nobody = { address: null, link: null, linkedObjectId: null }
  return { ...nobody, account, asked, hasTenant: true, isAddressTaken: false }
}

/** What the record of one refused attempt knows: its checks, its account, and whose attempt it was. */
export function knownOfAttempt(
  checks: readonly Check[],
  account: NamedAccount | null,
  user: { email: string; hasTenant: boolean } | null,
): Known {
  const link = checks.find(({ name, passed }) => name === 'link' && !passed)
  return {
    account,
    address: user?.email ?? null,
    asked: null,
    link: null,
    linkedObjectId: link?.expected ?? null,
    hasTenant: user?.hasTenant ?? true,
    isAddressTaken: false,
  }
}

/** Without what else is known of it, for the reader. */
function shown({ tenantId, objectId, loginId }: NamedAccount): NamedAccount {
  return { tenantId, objectId, loginId }
}
