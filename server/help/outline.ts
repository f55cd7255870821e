import { type Refusal, refusalCodes, refusalRow } from '#shared/refusals.ts'
import type { PictureName } from './pictures.ts'

/**
 * The articles and their passages, in reading order. Both are part of the address (`/help/connect-entra#tenant-id`)
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
  'create-users': [
    'one',
    'address',
    'roles',
    'import',
    'welcome',
    'end-date',
    'admit',
    'many',
    'leaving',
    'confirmation',
  ],
  'roll-out': ['plan', 'notice', 'day', 'pause', 'exceptions'],
  'second-factor': ['set-up', 'require', 'sign-in', 'last', 'lost'],
  'manage-locations': ['tree', 'import', 'advanced', 'inheritance', 'guests', 'change-tenant'],
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
    'refused',
    'second-factor',
    'recreated',
    'first-link',
    'disabled',
    'personal',
    'guest',
    'again',
    'support',
  ],
  'for-it': ['permissions', 'never', 'consent', 'assignment', 'policies', 'logs', 'guests', 'remove'],
  passwords: ['forgotten', 'rules', 'microsoft-only', 'devices', 'language'],
  'shared-computers': ['use', 'mark', 'manage', 'limits'],
} as const

export type Slug = keyof typeof outline
/** A passage, without the `/help/` that its address begins with. */
export type HelpPassage = { [S in Slug]: `${S}#${(typeof outline)[S][number]}` }[Slug]

export type Trouble = (typeof outline)['cannot-sign-in'][number]

/**
 * A paragraph, a picture of the console with what it shows, or a block with parts. Inside: `**bold**`, `` `code` `` and
 * `[label](/address)`; everything else is text.
 */
export type Block =
  | string
  | { steps: readonly string[] }
  | { list: readonly string[] }
  | { note: string }
  | { picture: PictureName; alt: string }

export type Section = { title: string; body: readonly Block[] }

export type Article<S extends Slug = Slug> = {
  title: string
  summary: string
  sections: Record<(typeof outline)[S][number], Section>
}

/** All articles in one language. */
export type Articles = { [S in Slug]: Article<S> }

/**
 * Where a manager's own chain shows what a passage of the troubleshooting is about. What Microsoft shows on a page of
 * its own is found among the attempts that did not come back.
 */
export const whereToLook: Record<Trouble, string> = {
  address: '/administration/users',
  'tenant-id': '/administration/locations',
  consent: '/administration/sign-ins?code=consent_declined',
  'pop-up': '/administration/sign-ins?code=popup_closed',
  'not-in-tmas': '/administration/users',
  'admin-consent': '/administration/sign-ins?code=not_returned',
  'not-assigned': '/administration/sign-ins?code=not_returned',
  policy: '/administration/sign-ins?code=not_returned',
  'no-return': '/administration/sign-ins?code=not_returned',
  account: '/administration/sign-ins?code=account_problem_at_microsoft',
  refused: '/administration/sign-ins?code=refused_by_microsoft',
  'second-factor': '/administration/sign-ins?code=expired',
  recreated: '/administration/sign-ins?code=linked_to_other_account',
  'first-link': '/administration/sign-ins?code=password_needed_first',
  disabled: '/administration/users?status=disabled',
  personal: '/administration/sign-ins?code=not_returned',
  guest: '/administration/locations',
  again: '/administration/sign-ins?outcome=refused',
  support: '/administration/sign-ins?outcome=refused',
}

/** The refusals that a passage of the troubleshooting explains. Each names its passages itself. */
export function refusalsIn(trouble: Trouble): Refusal[] {
  const address = `/help/cannot-sign-in#${trouble}` as const
  return refusalCodes.filter((code) => refusalRow(code).help.includes(address))
}

/** Only in a demo: where each trouble can be met, with the person of the emulator who has it. */
export type Plays = Partial<Record<Trouble, string>>
