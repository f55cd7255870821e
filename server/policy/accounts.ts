import type { Standing } from './doors.ts'

/**
 * An Entra account, as a verified ID token names it. One without a login ID can be recognized by its link only (R9).
 */
export type Account = { tenantId: string; objectId: string; loginId: string | null }

/** An account that has a login ID. */
export type NamedAccount = Account & { loginId: string }

export function hasLoginId(account: Account): account is NamedAccount {
  return account.loginId !== null
}

/** A user that an account could be: linked with it, or with its address. */
export type Candidate = Standing & {
  userId: string
  customerId: string
  email: string
  /** The object ID that this user is linked with in the account's tenant; null if there is no link. */
  linkedObjectId: string | null
  /** Whether the customer has proved that the account's tenant is its own (R31). */
  isTenantProved: boolean
}
