import type { NamedAccount } from './accounts.ts'
import { type Certainty, someoneElse } from './claimant.ts'
import { type Attempt, inForce, type Link, linkInForce, type PersonFacts } from './person-facts.ts'

/**
 * Someone else who tried with the person's address: an account of the person's tenant that has the address now, or one
 * of a tenant that has nothing to do with the person.
 */
export type Stranger = { reference: string; account: NamedAccount } & (
  | { kind: 'has_address'; linkedLoginId: string; certainty: Certainty }
  | { kind: 'of_other_tenant' }
)

/**
 * The person's own attempts, and the newest that is someone else's. A person has no cause because of another's attempt.
 */
export function tellApart(facts: PersonFacts): { own: readonly Attempt[]; stranger: Stranger | null } {
  const link = linkInForce(facts)
  const judged = facts.attempts.map((attempt) => ({ attempt, stranger: strangerOf(facts, link, attempt) }))
  return {
    own: judged.flatMap(({ attempt, stranger }) => (stranger ? [] : [attempt])),
    stranger: judged.find(({ stranger }) => stranger)?.stranger ?? null,
  }
}

/** Whose attempt it was, if it is known or seems to be someone else's; null if it can be the person's own. */
function strangerOf(
  facts: PersonFacts,
  link: Link | undefined,
  { account, reference }: Attempt,
): Stranger | null {
  if (!account) return null
  if (account.tenantId !== inForce(facts)?.tenantId)
    return isOfPersonsTenant(facts, account) ? null : { kind: 'of_other_tenant', reference, account }
  if (!link || link.objectId === account.objectId) return null
  const { email, attempts } = facts
  const times = attemptsOf(account, attempts).map(({ at }) => at.getTime())
  const names = [`${facts.firstName} ${facts.lastName}`, nameOf(link, attempts) ?? '']
  const claimant = { name: nameOf(account, attempts), firstSeenAt: new Date(Math.min(...times)) }
  const certainty = someoneElse({ email, names, link, claimant })
  return certainty && { kind: 'has_address', reference, account, linkedLoginId: link.loginId, certainty }
}

function attemptsOf({ objectId }: NamedAccount, attempts: readonly Attempt[]): Attempt[] {
  return attempts.filter(({ account }) => account?.objectId === objectId)
}

/** What an account last said that its person is called. */
function nameOf(account: NamedAccount, attempts: readonly Attempt[]): string | null {
  return attemptsOf(account, attempts).find(({ name }) => name !== null)?.name ?? null
}

/**
 * Whether an account of another tenant can be this person's: Microsoft says that their address is at home there, or
 * they signed in from there before. Anyone who runs a tenant can give an account any name. Where Microsoft could not be
 * asked, the account counts as theirs unless they have another one that works.
 */
function isOfPersonsTenant(facts: PersonFacts, { tenantId }: NamedAccount): boolean {
  const { domain, links } = facts
  if (links.some((link) => link.tenantId === tenantId)) return true
  return domain ? domain.tenantId === tenantId : linkInForce(facts) === undefined
}
