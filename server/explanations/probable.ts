import type { Db } from '#server/platform/database.ts'
import { foldAddress } from '#server/policy/address.ts'
import { type Likeness, likenesses, likenessOf, tracesOf } from '#server/policy/near-miss.ts'
import { listLinkedInForce } from '#server/users/links.queries.ts'
import { isAddress } from '#shared/user-fields.ts'
import { listLikelyUsers } from './near-misses.queries.ts'
import { findNearMisses } from './near-misses.ts'

/** A user whom an address that no user has probably means, for a manager to look at. */
export type Probable = {
  id: string
  username: string
  email: string
  firstName: string
  lastName: string
  why: Likeness
  /** The attempt of the near miss, if an account with this address tried to sign in; otherwise the address alone. */
  reference: string | null
}

/** How many users are compared with the address, and how many are shown. */
const compared = 500
const shown = 3

/** An account that no one has: no one is linked with it, and no one was said to be a different person. */
const nobodys = '00000000-0000-0000-0000-000000000000'

/**
 * Users of a customer who are probably meant by an address that no user has, the likeliest first: those of its near
 * misses, for which an account of the customer's own tenant has tried; otherwise those whose address or name is like
 * it.
 */
export async function listProbable(
  db: Db,
  customerId: string,
  address: string,
  now: Date,
): Promise<Probable[]> {
  const folded = foldAddress(address)
  if (!isAddress(folded)) return []
  const tried = (await findNearMisses(db, customerId, now)).find(
    ({ loginId }) => foldAddress(loginId) === folded,
  )
  if (tried) return tried.users.map((user) => probable(user, user.why, tried.reference))

  const account = { loginId: folded, email: null, name: null }
  const asked = { tenantId: nobodys, objectId: nobodys, traces: tracesOf(account) }
  const users = await listLikelyUsers(db, customerId, [asked], compared)
  // A user who is linked in the tenant in force signs in with that account, and has no use for another address.
  const linked = await listLinkedInForce(
    db,
    users.map(({ userId }) => userId),
  )
  return users
    .filter(({ userId }) => !linked.has(userId))
    .flatMap((user) => {
      const why = likenessOf(account, user)
      return why ? [probable(user, why, null)] : []
    })
    .toSorted((one, other) => likenesses.indexOf(one.why) - likenesses.indexOf(other.why))
    .slice(0, shown)
}

function probable(
  {
    userId: id,
    username,
    email,
    firstName,
    lastName,
  }: Omit<Probable, 'id' | 'why' | 'reference'> & {
    userId: string
  },
  why: Likeness,
  reference: string | null,
): Probable {
  return { id, username, email, firstName, lastName, why, reference }
}

/** How the person is called: the username where no name was entered. */
export function nameOf({ firstName, lastName, username }: Probable): string {
  return `${firstName} ${lastName}`.trim() || username
}
