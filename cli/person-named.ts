import { findUserByUsername } from '#server/passwords/passwords.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Acting } from '#server/users/acting.ts'

/**
 * The user of this name, and the operator as the one who acts on them.
 *
 * @throws {Problem} `not_found`
 */
export async function findPersonNamed(
  db: Db,
  username: string,
): Promise<{ acting: Acting; customerId: string; userId: string }> {
  const found = await findUserByUsername(db, username)
  if (!found) throw noSuchUser(username)
  const { customerId, id: userId } = found
  return { acting: operatorIn(customerId), customerId, userId }
}

/** The operator, who may do to a customer what its highest manager may. */
export function operatorIn(customerId: string): Acting {
  return {
    actor: { kind: 'operator' },
    customerId,
    memberships: [{ locationId: customerId, role: 'chain_and_user_manager' }],
  }
}

/** @param more what else was looked through in vain. */
export function noSuchUser(username: string, more = ''): Problem {
  const reason = `There is no user ${username}${more}.`
  return new Problem('not_found', reason, { errors: { username: reason } })
}
