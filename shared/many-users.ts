import { managerRoles, type Role } from './roles.ts'

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

/**
 * What came of it for one user: it was done, there was nothing to do, or it is not allowed. A user who is `not_tried`
 * was left as they are, and can be asked for again. `unknown` is what a connection that was lost at the last moment
 * leaves.
 */
export const manyOutcomes = ['done', 'unchanged', 'refused', 'not_tried', 'unknown'] as const

/** Users who can be made managers in one go: one request, so that the managers get one notice (R27). */
export const mostManagersAtOnce = mostUsersAtOnce

/** Whether this makes managers of the users. */
export function makesManagers(change: ManyChange): boolean {
  return change.action === 'give_role' && managerRoles.includes(change.role)
}

/** Actions that can be undone: by their opposite, or by giving everyone the roles from before. */
const undoneBy = {
  disable: 'enable',
  enable: 'disable',
  give_role: 'set_roles',
  move: 'set_roles',
} as const satisfies Partial<Record<ManyAction, ManyAction>>

/** The action by which this one is undone, or undefined if what it did stays done. */
export function undoOf(action: ManyAction): ManyAction | undefined {
  return Object.hasOwn(undoneBy, action) ? undoneBy[action as keyof typeof undoneBy] : undefined
}
