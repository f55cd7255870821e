import { Switch, TextInput } from '@mantine/core'
import type { HelpPassage } from '#server/help/outline.ts'
import { type SettingName, settingOf } from '#shared/advanced-settings.ts'
import { HelpLink } from '../../components/help-link.tsx'
import { useMessages } from '../../language.ts'

/** The passages of the help that are about a setting. */
const passages: Partial<Record<SettingName, HelpPassage>> = {
  mandatoryAuthentication: 'connect-entra#mandatory',
  secondFactorRequiredFrom: 'second-factor#sign-in',
  sessionConfirmation: 'create-users#confirmation',
}

/** What a setting does, and where to read more about it. */
export function SettingHint({ name, hint }: { name: SettingName; hint: string }) {
  const { help } = useMessages().advancedSettings[name]
  const passage = passages[name]
  return (
    <>
      {hint} {passage && help && <HelpLink to={passage}>{help}</HelpLink>}
    </>
  )
}

/** The field of a setting, depending on its kind. A tenant and a structure have places of their own. */
export function SettingField({
  name,
  value,
  error,
  above,
  onChange,
}: {
  name: SettingName
  value: unknown
  error: string | undefined
  /** The chain above where a policy is on, if it is: then it cannot be turned off here (R5). */
  above: string | undefined
  onChange(value: unknown): void
}) {
  const { advancedSettings, locations } = useMessages()
  const { label, hint } = advancedSettings[name]
  const setting = settingOf(name)
  const said = above === undefined ? hint : locations.settings.onAbove(above)
  const description = <SettingHint name={name} hint={said} />
  const common = { label, description, error, disabled: above !== undefined }
  switch (setting.kind) {
    case 'switch':
    case 'since':
      return (
        <Switch
          {...common}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'number':
      return (
        <TextInput
          {...common}
          type="number"
          min={setting.min}
          max={setting.max}
          value={typeof value === 'number' ? value : ''}
          onChange={({ currentTarget: { value: given } }) => onChange(given === '' ? null : Number(given))}
        />
      )
    case 'date':
    case 'text':
      return (
        <TextInput
          {...common}
          type={setting.kind}
          maxLength={setting.kind === 'text' ? setting.maxLength : undefined}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      )
    case 'tenant':
    case 'timeZone':
    case 'json':
      return null
  }
}
