import type { Role } from './roles.ts'

/** What can be done to many users at once. All but the last can be chosen; that one is how roles are undone. */
export const manyActions = [
  'disable',
  'enable',
  'sign_out',
  'unlink',
  'mail_welcome',
  'give_role',
  'move',
  'set_roles',
] as const

export type ManyAction = (typeof manyActions)[number]

/** Users in one request. A longer list is sent in parts, so that each answer comes soon and its sender can stop. */
export const mostUsersAtOnce = 100

/** Users who can be selected by a filter, as many as a customer can mail in a day. */
export const mostSelected = 5_000

/** An action with what it needs to know, the same for every user. Without a location, a role is given where each is. */
export type ManyChange = Only<'sign_out' | 'unlink' | 'mail_welcome'> | FieldChange

/** Those that change what a form of one user holds. */
export type FieldChange =
  | Only<'disable' | 'enable' | 'set_roles'>
  | { action: 'give_role'; role: Role; locationId?: string | undefined }
  | { action: 'move'; locationId: string }

type Only<Action extends ManyAction> = Action extends ManyAction ? { action: Action } : never

/** What came of it for one user: it was done, there was nothing to do, or it is not allowed. */
export const manyOutcomes = ['done', 'unchanged', 'refused'] as const

/** Actions that can be undone: by their opposite, or by giving everyone the roles from before. */
export const undoneBy = {
  disable: 'enable',
  enable: 'disable',
  give_role: 'set_roles',
  move: 'set_roles',
} as const satisfies Partial<Record<ManyAction, ManyAction>>

/** The action by which this one is undone, or undefined if what it did stays done. */
export function undoOf(action: ManyAction): ManyAction | undefined {
  return Object.hasOwn(undoneBy, action) ? undoneBy[action as keyof typeof undoneBy] : undefined
}
