import type { Refusal } from '#shared/refusals.ts'

/**
 * The articles and their passages, in the order of reading. Both are part of the address (`/help/connect-entra#tenant-id`)
 * and the same in every language. To add one: add it here, then follow the compiler to the words in each language.
 */
export const outline = {
  'connect-entra': [
    'how-it-works',
    'before',
    'tenant-id',
    'paste',
    'sign-in',
    'accept',
    'confirm',
    'mandatory',
    'undo',
  ],
  'create-users': ['one', 'address', 'roles', 'import', 'welcome', 'leaving'],
  'manage-locations': ['tree', 'advanced', 'inheritance', 'guests', 'change-tenant'],
  'cannot-sign-in': [
    'address',
    'tenant-id',
    'consent',
    'pop-up',
    'not-in-tmas',
    'admin-consent',
    'not-assigned',
    'policy',
    'no-return',
    'account',
    'second-factor',
    'recreated',
    'disabled',
    'personal',
    'guest',
    'again',
    'support',
  ],
  'for-it': ['permissions', 'never', 'consent', 'assignment', 'policies', 'logs', 'guests', 'remove'],
  passwords: ['forgotten', 'rules', 'microsoft-only', 'devices', 'language'],
} as const

export type Slug = keyof typeof outline
export type Trouble = (typeof outline)['cannot-sign-in'][number]

/** A paragraph, or something with parts. Within: `**bold**`, `` `code` `` and `[label](/address)`; all else is text. */
export type Block = string | { steps: readonly string[] } | { list: readonly string[] } | { note: string }

export type Section = { title: string; body: readonly Block[] }

export type Article<S extends Slug = Slug> = {
  title: string
  summary: string
  sections: Record<(typeof outline)[S][number], Section>
}

/** All articles of a language. */
export type Articles = { [S in Slug]: Article<S> }

/**
 * What a passage of the troubleshooting is about: the refusals it explains, and where one's own chain shows it. What
 * Microsoft shows on a page of its own is looked for among the attempts that did not come back.
 */
export const troubles: Record<Trouble, { refusals: readonly Refusal[]; check: string }> = {
  address: { refusals: ['unknown_user'], check: '/administration/users' },
  'tenant-id': {
    refusals: ['tenant_mismatch', 'microsoft_not_enabled', 'tenant_not_found'],
    check: '/administration/locations',
  },
  consent: {
    refusals: ['consent_declined'],
    check: '/administration/sign-ins?code=consent_declined',
  },
  'pop-up': {
    refusals: ['popup_blocked', 'popup_closed'],
    check: '/administration/sign-ins?code=popup_closed',
  },
  'not-in-tmas': { refusals: ['unknown_user'], check: '/administration/users' },
  'admin-consent': {
    refusals: ['admin_consent_required'],
    check: '/administration/sign-ins?code=not_returned',
  },
  'not-assigned': { refusals: ['not_assigned'], check: '/administration/sign-ins?code=not_returned' },
  policy: { refusals: ['blocked_by_policy'], check: '/administration/sign-ins?code=not_returned' },
  'no-return': { refusals: ['not_returned'], check: '/administration/sign-ins?code=not_returned' },
  account: {
    refusals: ['account_problem_at_microsoft'],
    check: '/administration/sign-ins?code=account_problem_at_microsoft',
  },
  'second-factor': { refusals: ['expired'], check: '/administration/sign-ins?code=expired' },
  recreated: {
    refusals: ['linked_to_other_account'],
    check: '/administration/sign-ins?code=linked_to_other_account',
  },
  disabled: { refusals: ['account_disabled'], check: '/administration/users?status=disabled' },
  personal: { refusals: ['personal_account'], check: '/administration/sign-ins?code=not_returned' },
  guest: { refusals: ['tenant_mismatch'], check: '/administration/locations' },
  again: {
    refusals: ['expired', 'replayed', 'microsoft_unreachable', 'throttled'],
    check: '/administration/sign-ins?outcome=refused',
  },
  support: {
    refusals: ['operator_configuration', 'invalid_response', 'internal'],
    check: '/administration/sign-ins?outcome=refused',
  },
}

/** For a demo alone: where each trouble can be met, with a person of the emulator's who has it. */
export type Plays = Partial<Record<Trouble, string>>
