import { InvalidArgumentError, Option } from 'commander'
import { schemaOf } from '#server/locations/settings-schemas.ts'
import {
  type Setting,
  type SettingName,
  type SettingValues,
  settingNames,
  settingOf,
} from '#shared/advanced-settings.ts'
import { messages } from '#shared/messages/messages.ts'

/** What was typed for each option; what was not is not in it. */
export type SettingTexts = Partial<Record<SettingName, string>>

/**
 * The options of `tmas chain set`, one for every setting that can be said in a word. They are read, and kept as typed.
 */
export function settingOptions(): Option[] {
  return settingNames
    .filter((name) => settingOf(name).kind !== 'json')
    .map((name) => {
      const setting = settingOf(name)
      const { hint } = messages.en.advancedSettings[name]
      const none = isOnOff(setting) ? '' : ' (none takes it away)'
      return new Option(`--${kebab(name)} ${placeholder(setting)}`, `${hint}${none}`).argParser((text) => {
        readSetting(name, text)
        // As it was typed: commander would make an empty text of null.
        return text
      })
    })
}

/** What the options say. */
export function readSettings(texts: SettingTexts): Partial<SettingValues> {
  const given = settingNames.flatMap((name) => {
    const text = texts[name]
    return text === undefined ? [] : [[name, readSetting(name, text)]]
  })
  return Object.fromEntries(given)
}

/**
 * A setting as it is typed. The tenant stays as it was typed, for Microsoft to be asked about it (R4).
 *
 * @throws {InvalidArgumentError} with the reason.
 */
function readSetting(name: SettingName, text: string): boolean | number | string | null {
  const setting = settingOf(name)
  if (isOnOff(setting)) {
    if (text !== 'on' && text !== 'off') throw new InvalidArgumentError('Allowed choices are on, off.')
    return text === 'on'
  }
  if (text === 'none') return null
  if (setting.kind === 'tenant') return text
  const read = schemaOf(setting, name).safeParse(setting.kind === 'number' ? Number(text) : text)
  if (!read.success) throw new InvalidArgumentError(read.error.issues.map(({ message }) => message).join(' '))
  return read.data as number | string
}

/** A setting as people read it. */
export function saySetting(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (value === null) return 'none'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function isOnOff({ kind }: Setting): boolean {
  return kind === 'switch' || kind === 'since'
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
}

function placeholder(setting: Setting): string {
  return isOnOff(setting) ? '<on|off>' : `<${setting.kind}>`
}
