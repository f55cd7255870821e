import type { FirstMessages } from '#shared/messages/first.en.ts'
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
  { to: '/', label: (messages: FirstMessages) => messages.home.title, isFor: () => true },
  {
    to: '/administration/locations',
    label: (messages: FirstMessages) => messages.locations.title,
    isFor: isManager,
  },
  {
    to: '/administration/users',
    label: (messages: FirstMessages) => messages.users.title,
    isFor: managesUsers,
  },
  {
    to: '/administration/sign-ins',
    label: (messages: FirstMessages) => messages.signIns.title,
    isFor: thoseWhoMay('records.read'),
  },
  {
    to: '/administration/audit',
    label: (messages: FirstMessages) => messages.audit.title,
    isFor: thoseWhoMay('records.read'),
  },
  {
    to: '/administration/api-keys',
    label: (messages: FirstMessages) => messages.apiKeys.title,
    isFor: thoseWhoMay('api-key.change'),
  },
  {
    to: '/administration/devices',
    label: (messages: FirstMessages) => messages.sharedComputers.list.title,
    isFor: thoseWhoMay('device.change'),
  },
  { to: '/account', label: (messages: FirstMessages) => messages.account.title, isFor: () => true },
] as const
