/**
 * The Advanced settings of a chain, each declared once (R3).
 *
 * What follows from a line here: the fields that the API takes and answers, the option of `tmas chain set`, the field
 * in the console, the columns that are read and written, what a chain inherits (R5), and the before and after in the
 * audit log (R23). To add a setting: a line here, a migration with its column that also teaches `effective_settings`
 * about it, its words (`shared/messages/settings.*.ts`, the compiler asks for them), and what it does.
 */
export const advancedSettings = {
  azureTenantId: { kind: 'tenant', inherits: 'nearest' },
  mandatoryAuthentication: { kind: 'switch', unset: false, inherits: 'strictest', needsTenant: true },
  /** Mandatory authentication as a rehearsal: no one is refused, and who would have been is noted. */
  rehearsal: { kind: 'since', inherits: 'strictest', needsTenant: true },
  /**
   * The day from which managers need a second factor beside their password (R30); null while they are only offered one.
   */
  secondFactorRequiredFrom: { kind: 'date', inherits: 'strictest' },
  /** Whether sessions that Microsoft opened are confirmed there while they are used, so that leavers are out (R37). */
  sessionConfirmation: { kind: 'switch', unset: true, inherits: 'strictest' },
  /** Where days are counted, for the roll-out (R36). No one has to set it: null is UTC. */
  timeZone: { kind: 'timeZone', inherits: 'nearest' },
  /** Minutes without use after which a session on a shared computer ends (R38). Null is `usualIdleMinutes`. */
  sharedDeviceIdleMinutes: { kind: 'number', inherits: 'nearest', min: 1, max: 60 },
} as const satisfies Record<string, Setting>

/**
 * What a setting is. `needsTenant`: it means nothing without a tenant ID, and goes when the tenant ID goes.
 *
 * `inherits` says what a chain below gets (R5). A value comes from the nearest chain that has one. A policy combines by
 * the strictest: where it is on, it is on for everything below, and a chain below may turn it on for itself, but never
 * off. Of a policy that begins on a day, the earliest day is the strictest.
 */
export type Setting = { needsTenant?: true } & (Policy | Value)

type Policy = { inherits: 'strictest' } /**
 * Its column is a boolean. `unset: true`: it is on at the top of a customer until it is turned off there, and its column
 * is null where no one has said anything. A chain below turns it on for itself, as any other.
 */ & (
  | { kind: 'switch'; unset: boolean }
  /** Its column is `<name>_since timestamptz`, and null while it is off. */
  | { kind: 'since' }
  /** The day on which it begins, as `2027-01-31`, or null while it is off. Its column is a date. */
  | { kind: 'date' }
)

type Value = { inherits: 'nearest' } & (
  | { kind: 'tenant' }
  /** A day, as `2027-01-31`, or null. Its column is a date. */
  | { kind: 'date' }
  /** A whole number, or null. Its column is an integer. */
  | { kind: 'number'; min: number; max: number }
  /** An IANA time zone, such as `Europe/Paris`, or null. Its column is a text. */
  | { kind: 'timeZone' }
  /** One line of text, or null. */
  | { kind: 'text'; maxLength: number }
  /**
   * A structure of its own, or null. Its column is jsonb; its schema stands in `server/locations/settings-schemas.ts`.
   */
  | { kind: 'json' }
)

type ValueOf<S extends Setting> = S extends { kind: 'switch' | 'since' }
  ? boolean
  : S extends { kind: 'number' }
    ? number | null
    : S extends { kind: 'json' }
      ? object | null
      : string | null

type Declared = typeof advancedSettings

export type SettingName = keyof Declared

/** The names of the settings of one kind. */
export type SettingOfKind<Kind extends Setting['kind']> = {
  [Name in SettingName]: Declared[Name]['kind'] extends Kind ? Name : never
}[SettingName]

/** The settings that combine by the strictest. */
export type StrictestSetting = {
  [Name in SettingName]: Declared[Name]['inherits'] extends 'strictest' ? Name : never
}[SettingName]

/** What all settings say. */
export type SettingValues = { [Name in SettingName]: ValueOf<Declared[Name]> }

export const settingNames = Object.keys(advancedSettings) as SettingName[]

/** A declaration as any other, without what is known of the one. */
export function settingOf(name: SettingName): Setting {
  return advancedSettings[name]
}

export const strictestSettings = settingNames.filter(
  (name) => settingOf(name).inherits === 'strictest',
) as StrictestSetting[]

/** Under which name it is said at which chain a policy was set: `mandatoryAuthenticationFrom`; after a day, `…By`. */
export type SourceName<Name extends string> = Name extends `${infer Policy}From`
  ? `${Policy}By`
  : `${Name}From`

export function sourceNameOf<Name extends StrictestSetting>(name: Name): SourceName<Name> {
  return (name.endsWith('From') ? name.replace(/From$/, 'By') : `${name}From`) as SourceName<Name>
}

/** Under which name a setting is stored. */
export function columnNameOf(name: SettingName): string {
  return settingOf(name).kind === 'since' ? `${name}Since` : name
}

/** What is set at a chain where no one has set it. Below the top, no policy is on by itself. */
export function unsetValue(setting: Setting, isTop: boolean): SettingValues[SettingName] {
  if (setting.kind === 'switch') return isTop && setting.unset
  return setting.kind === 'since' ? false : null
}

/** What is set at a chain of which no one has set anything. */
export function unsetValuesAt(isTop: boolean): SettingValues {
  return Object.fromEntries(
    settingNames.map((name) => [name, unsetValue(settingOf(name), isTop)]),
  ) as SettingValues
}

/** What is in force at a chain without settings, and below none that has any. */
export const unsetValues = unsetValuesAt(true)

/** The settings that say something else after than before. */
export function changedSettings(before: SettingValues, after: SettingValues): SettingName[] {
  // As text, because a structure is another object each time it is read.
  return settingNames.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}
