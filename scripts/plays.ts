import type { Plays } from '#server/help/outline.ts'

const as = (loginId: string) => `/sign-in/microsoft?${new URLSearchParams({ login_hint: loginId })}`

/** Where each trouble of the help can be met in the demo: with the emulator's person who has it. */
export const plays: Plays = {
  address: as('carl.mail@north.example'),
  'tenant-id': as('emil.other@south.example'),
  consent: as('cleo.declines@north.example'),
  // The page behind a closed window, with the button to open it again.
  'pop-up': '/sign-in?refused=popup_closed',
  'not-in-tmas': as('ines.typo@north.example'),
  'admin-consent': as('nina.admin@north.example'),
  'not-assigned': as('noah.unassigned@north.example'),
  policy: as('paul.policy@north.example'),
  'no-return': as('noah.unassigned@north.example'),
  'second-factor': as('sam.slow@north.example'),
  recreated: as('rex.recreated@north.example'),
  disabled: as('sue.disabled@north.example'),
  personal: as('pia@outlook.example'),
  guest: as('gus@partner.example'),
}
