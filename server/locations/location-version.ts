import type { Versioned } from '#server/platform/versions.ts'
import { type SettingValues, settingNames } from '#shared/advanced-settings.ts'
import type { Location } from './permitted.ts'

const locationFields = [
  'parentId',
  'type',
  'name',
  'code',
  'country',
  'region',
  'contactEmail',
  'contactPhone',
] as const

/** A location as its version sees it. */
export function versionedLocation(
  location: Pick<Location, 'id' | (typeof locationFields)[number]>,
): Versioned {
  return {
    id: location.id,
    fields: Object.fromEntries(locationFields.map((field) => [field, location[field]])),
  }
}

/** What says whose the settings in force are. */
const owners = [
  'inheritedFrom',
  'mandatoryFrom',
  'rehearsalFrom',
  'confirmationFrom',
  'secondFactorRequiredBy',
] as const

/**
 * The Advanced settings of a chain as their version sees them: what is in force there, and whose it is. A change above
 * that reaches this chain therefore counts as a change here.
 */
export function versionedSettings(chainId: string, settings: SettingValues & Owners): Versioned {
  const names = [...settingNames, ...owners] as const
  return { id: chainId, fields: Object.fromEntries(names.map((name) => [name, settings[name]])) }
}

type Owners = Record<(typeof owners)[number], string | null>
