import type { Selectable } from 'kysely'
import type { AdvancedSettings } from '#server/platform/database.generated.ts'
import {
  columnNameOf,
  type SettingName,
  type SettingOfKind,
  type SettingValues,
  type SourceName,
  type StrictestSetting,
  settingNames,
  settingOf,
  unsetValue,
  unsetValuesAt,
} from '#shared/advanced-settings.ts'

/** A chain's own settings as they are stored: its row of `advanced_settings`. */
export type SettingsRow = Omit<Selectable<AdvancedSettings>, 'locationType'>

type ColumnOf<Name extends SettingName> = Name extends SettingOfKind<'since'> ? `${Name}Since` : Name

/** The columns of the settings. If this does not compile, a setting has no migration yet. */
export type SettingColumns = Pick<SettingsRow, ColumnOf<SettingName>>

/** What is known about the tenant ID, and is removed with it. */
export type TenantState = Omit<SettingsRow, keyof SettingColumns | 'locationId' | 'customerId' | 'changedAt'>

/** For each policy, the topmost chain where it is on, or where its earliest day was set; null where it is off. */
type Froms = { [Name in StrictestSetting as SourceName<Name>]: string | null }

/**
 * The settings in force at a location (R5): a row of the function `effective_settings`. `locationId` is the chain whose
 * tenant it is, or null if no chain above has one.
 */
export type EffectiveSettings = SettingColumns & TenantState & Froms & { locationId: string | null }

/** Since when settings are on, for those that store it. */
export type Sinces = { [Name in SettingOfKind<'since'> as `${Name}Since`]: Date | null }

/** The settings in force, from their row. */
export function valuesOf(inForce: EffectiveSettings): SettingValues {
  return valuesIn(inForce, true)
}

/** What is set at a chain itself. Without a row, nothing is. */
export function ownValuesOf(own: SettingColumns | undefined, isTop: boolean): SettingValues {
  return own ? valuesIn(own, isTop) : unsetValuesAt(isTop)
}

function valuesIn(row: SettingColumns, isTop: boolean): SettingValues {
  return Object.fromEntries(settingNames.map((name) => [name, valueIn(row, name, isTop)])) as SettingValues
}

function valueIn(row: SettingColumns, name: SettingName, isTop: boolean): unknown {
  const [kept, setting] = [row[columnOf(name)], settingOf(name)]
  if (setting.kind === 'switch') return kept ?? unsetValue(setting, isTop)
  return setting.kind === 'since' ? kept !== null : kept
}

/** The columns for these values. If a setting was on before, it keeps its time. */
export function columnsOf(
  values: SettingValues,
  before: SettingColumns | undefined,
  now: Date,
): SettingColumns {
  const kept = settingNames.map((name) => {
    const [column, value] = [columnOf(name), values[name]]
    if (settingOf(name).kind !== 'since') return [column, value]
    return [column, value ? (before?.[column] ?? now) : null]
  })
  return Object.fromEntries(kept) as SettingColumns
}

export function sincesOf(row: SettingColumns | undefined): Sinces {
  const sinces = settingNames.filter((name) => settingOf(name).kind === 'since').map(columnOf)
  return Object.fromEntries(sinces.map((column) => [column, row?.[column] ?? null])) as Sinces
}

function columnOf(name: SettingName): keyof SettingColumns {
  return columnNameOf(name) as keyof SettingColumns
}
