import type { Messages } from '#shared/messages/en.ts'
import { type Action, canSomewhere } from '#shared/permissions.ts'
import { managerRoles } from '#shared/roles.ts'
import { managesUsers, type Session } from './session.ts'

export function isManager({ memberships }: Session): boolean {
  return memberships.some(({ role }) => managerRoles.includes(role))
}

function thoseWhoMay(action: Action) {
  return ({ memberships }: Session) => canSomewhere(memberships, action)
}

/** The places of the console, in the order of the menu. A new page adds its line here and its route in router.tsx. */
export const places = [
  { to: '/', label: (messages: Messages) => messages.home.title, isFor: () => true },
  {
    to: '/administration/locations',
    label: (messages: Messages) => messages.locations.title,
    isFor: isManager,
  },
  {
    to: '/administration/users',
    label: (messages: Messages) => messages.users.title,
    isFor: managesUsers,
  },
  {
    to: '/administration/sign-ins',
    label: (messages: Messages) => messages.signIns.title,
    isFor: thoseWhoMay('records.read'),
  },
  {
    to: '/administration/audit',
    label: (messages: Messages) => messages.audit.title,
    isFor: thoseWhoMay('records.read'),
  },
  {
    to: '/administration/api-keys',
    label: (messages: Messages) => messages.apiKeys.title,
    isFor: thoseWhoMay('api-key.change'),
  },
  {
    to: '/administration/devices',
    label: (messages: Messages) => messages.sharedComputers.list.title,
    isFor: thoseWhoMay('device.change'),
  },
  { to: '/account', label: (messages: Messages) => messages.account.title, isFor: () => true },
] as const
