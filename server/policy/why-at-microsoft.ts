import { refusalSaid } from '#shared/aadsts/said.ts'
import { hasTrait } from '#shared/refusals.ts'
import type { NamedAccount } from './accounts.ts'
import { areCalledDifferently } from './claimant.ts'
import { tenantOf } from './doors.ts'
import type { Found, Why } from './found.ts'
import { isTheirName } from './near-miss.ts'
import { judge, type PersonFacts, type PersonsStanding } from './person-facts.ts'
import { isTenantRefusedToMany, otherTenant, tenantUnknown } from './why-tenant.ts'

/** What stops the person at the Microsoft door; undefined if nothing is known to. */
export function findAtMicrosoft(
  facts: PersonFacts,
  standing: PersonsStanding,
): (Partial<Found> & { why: Why }) | undefined {
  const tries = facts.attempts.filter(({ door, outcome }) => door === 'microsoft' && outcome !== 'pending')
  const [newest] = tries
  // One with another name is someone for the list of near misses, and no reason to think of this person.
  const nearMiss = facts.nearMisses.find(
    ({ name, account: { loginId } }) =>
      isTheirName({ name, loginId }, facts) ||
      !areCalledDifferently(name, [`${facts.firstName} ${facts.lastName}`]),
  )
  // A person who came as some user's near miss has not been recognized yet, so their attempt is not among this
  // person's.
  const isNearer = nearMiss && (!newest || newest.at < nearMiss.at) && newest?.outcome !== 'succeeded'

  if (newest?.account && newest.outcome === 'succeeded' && judge(facts, newest.account) === null)
    return { why: 'works', account: newest.account }
  const unknown = tenantUnknown(facts)
  if (unknown) return { why: unknown }

  if (nearMiss && isNearer) {
    const { account, reference } = nearMiss
    return { why: 'login_differs', account, address: account.loginId, reference }
  }
  if (newest?.account) return judgedBy(facts, newest.account)
  if (newest?.outcome === 'refused' && newest.code) {
    if (hasTrait(newest.code, 'reason_unknown')) {
      const why = foreseen(facts, standing)
      if (why && !(newest.throughChain && why.why === 'foreign_account')) return why
      // Through their chain's own address a guest is let in, so there the address of another tenant says nothing; but
      // what happens to everyone else does.
      if (newest.throughChain && isTenantRefusedToMany(facts)) return { why: 'wrong_tenant' }
    }
    const { code, said, aadsts, checks, typedOnly } = newest
    return { why: (said && refusalSaid(said)) || code, said, aadsts: said ? null : aadsts, checks, typedOnly }
  }
  return foreseen(facts, standing)
}

/** What an account that was used before would meet today. */
function judgedBy(facts: PersonFacts, account: NamedAccount): Partial<Found> & { why: Why } {
  switch (judge(facts, account)) {
    case null:
      return { why: 'settled', account }
    case 'tenant_mismatch':
      return { ...ofOtherTenant(facts, account), account }
    case 'password_needed_first':
      return { why: 'password_needed_first', account }
    case 'linked_to_other_account':
      return { why: 'linked_elsewhere', account }
    case 'unknown_user':
      return { why: 'login_differs', account, address: account.loginId }
    case 'account_disabled':
      return { why: 'disabled', account }
    case 'account_ended':
      return { why: 'ended', account }
    default:
      return { why: 'no_tenant', account }
  }
}

/** For someone who has never tried, or of whom nothing came back: what the address and the settings alone show. */
function foreseen(
  facts: PersonFacts,
  standing: PersonsStanding,
): (Partial<Found> & { why: Why }) | undefined {
  const { domain, links } = facts
  const tenant = tenantOf(standing)
  if (links.some(({ tenantId }) => tenantId === tenant) || !domain) return undefined
  if (domain.isPersonal) return { why: 'personal_address' }
  if (domain.tenantId === null) return { why: 'domain_unknown' }
  if (domain.tenantId === tenant) return undefined
  return ofOtherTenant(facts, { tenantId: domain.tenantId, objectId: '', loginId: facts.email })
}

function ofOtherTenant(facts: PersonFacts, account: NamedAccount): Partial<Found> & { why: Why } {
  const why = otherTenant(facts, account)
  return { why, tenantId: why === 'wrong_tenant' ? (facts.domain?.tenantId ?? null) : null }
}
