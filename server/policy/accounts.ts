import type { Standing } from './doors.ts'

/** An Entra account, as a verified ID token names it. One without a login ID is known by its link alone (R9). */
export type Account = { tenantId: string; objectId: string; loginId: string | null }

/** One that says what it is called. */
export type NamedAccount = Account & { loginId: string }

export function isNamed(account: Account): account is NamedAccount {
  return account.loginId !== null
}

/** A user whom an account could be: tied to it by a link, or bearing its address. */
export type Candidate = Standing & {
  userId: string
  customerId: string
  email: string
  /** The object ID that this user is linked with in the account's tenant; null without a link there. */
  linkedObjectId: string | null
}
