import type { SettingName } from '../advanced-settings.ts'

/**
 * What each Advanced setting is called, what it does, and the words of the link to the help, if a passage is about it.
 */
export type SettingWords = Record<SettingName, { label: string; hint: string; help?: string }>

export const advancedSettings: SettingWords = {
  azureTenantId: {
    label: 'Azure Tenant ID',
    hint: 'The tenant ID (directory ID) of your Microsoft Entra ID, or one of your domain names.',
  },
  mandatoryAuthentication: {
    label: 'Mandatory authentication',
    hint: 'When this is on, all users below the Chain Manager and User Manager levels sign in with Microsoft only.',
    help: 'What changes, and for whom',
  },
  rehearsal: {
    label: 'Rehearsal of mandatory authentication',
    hint: 'Try it for as long as you like. No one is refused: TMAS notes who signs in with a password and would have been refused.',
  },
  secondFactorRequiredFrom: {
    label: 'Managers need a second factor from',
    hint: 'From this day on, managers who sign in with a password also need an authenticator app or a passkey. Anyone who has neither sets one up while signing in. Leave it empty to only offer it.',
    help: 'What managers will see',
  },
  sharedDeviceIdleMinutes: {
    label: 'Idle time on shared computers (minutes)',
    hint: 'On a computer that is marked as shared, a person is signed out after this long without use. From 1 to 60. If you leave it empty, the time of the chain above applies, otherwise 5 minutes.',
  },
  sessionConfirmation: {
    label: 'Confirm sessions with Microsoft',
    hint: 'While someone uses TMAS, TMAS checks with Microsoft every 15 minutes that their account is still active. Anyone who is blocked or deleted in Microsoft Entra ID is signed out. It applies to sessions that were opened with Microsoft.',
    help: 'What people notice',
  },
  timeZone: {
    label: 'Time zone',
    hint: 'The waves of a roll-out start at midnight in this time zone. If you choose none, the one of the chain above applies, otherwise UTC.',
  },
}
