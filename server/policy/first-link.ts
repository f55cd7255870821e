import { type Membership, mayManageRole, type Place } from '#shared/permissions.ts'
import type { Refusal } from '#shared/refusals.ts'
import { managerRoles, type Role } from '#shared/roles.ts'

/** Who stands behind the tenant that is in force for a user, and what the user holds. */
export type Vouching = {
  /** Whether the operator saved the tenant ID. */
  isByOperator: boolean
  /**
   * The people who saved it or proved that they belong to it (R31), with what they hold now. Disabled ones are not
   * here.
   */
  vouchers: readonly { userId: string; memberships: readonly Membership[] }[]
  held: readonly { role: Role; place: Place }[]
}

/**
 * Whether an account of this tenant may become this user without more proof. What decides who someone is must not be
 * set by anyone who may not edit that person (R22, decision 0030). So for a manager, someone who may edit that manager
 * has to stand behind the tenant: the operator, the manager themselves, or a manager above.
 */
export function isVouchedFor(userId: string, { isByOperator, vouchers, held }: Vouching): boolean {
  if (!held.some(({ role }) => managerRoles.includes(role))) return true
  if (isByOperator) return true
  return vouchers.some((voucher) => voucher.userId === userId || mayManageAll(voucher.memberships, held))
}

/**
 * Whether the first link of a user may be made: null, or the reason why not.
 *
 * @param signedInAs the user who is signed in with a password in the same browser, and so with their second factor if
 *   they have one (R30).
 */
export function refusalOfFirstLink(
  userId: string,
  vouching: Vouching,
  signedInAs: string | null,
): Refusal | null {
  return signedInAs === userId || isVouchedFor(userId, vouching) ? null : 'password_needed_first'
}

function mayManageAll(memberships: readonly Membership[], held: Vouching['held']): boolean {
  return held.every(({ role, place }) => mayManageRole(memberships, role, place))
}
