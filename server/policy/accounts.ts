import type { Standing } from './doors.ts'

/** An Entra account, as a verified ID token names it. */
export type Account = { tenantId: string; objectId: string; loginId: string }

/** A user whom an account could be: tied to it by a link, or bearing its address. */
export type Candidate = Standing & {
  userId: string
  customerId: string
  email: string
  /** The object ID that this user is linked with in the account's tenant; null without a link there. */
  linkedObjectId: string | null
}
