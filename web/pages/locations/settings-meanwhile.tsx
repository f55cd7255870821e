import { type SettingValues, settingNames } from '#shared/advanced-settings.ts'
import type { Fields } from '../../components/draft.ts'
import { ChangedMeanwhile } from '../../components/meanwhile.tsx'
import { useMessages } from '../../language.ts'

/** Only the settings, of all that is answered about them. */
export function settingsOf(answered: SettingValues): SettingValues {
  return Object.fromEntries(settingNames.map((name) => [name, answered[name]])) as SettingValues
}

/** Advanced settings that someone else has changed while the form was open. */
export function SettingsChangedMeanwhile({
  opened,
  mine,
  theirs,
  onDecide,
  onClose,
}: {
  opened: SettingValues
  mine: SettingValues
  /** Also whose the settings are, which follows from them. */
  theirs: Fields
  /** Gets what is to be saved, and what there is now. */
  onDecide: (values: SettingValues, now: SettingValues) => void
  onClose: () => void
}) {
  const { advancedSettings, meanwhile: messages } = useMessages()
  const now = settingsOf({ ...opened, ...theirs })
  const wordsOf = (field: string) => ({
    label: advancedSettings[field as keyof SettingValues].label,
    say: (value: unknown) => {
      if (typeof value === 'boolean') return value ? messages.on : messages.off
      return String(value ?? '') || messages.empty
    },
  })
  return (
    <ChangedMeanwhile
      opened={opened}
      mine={{ ...mine, azureTenantId: mine.azureTenantId?.trim() || null }}
      theirs={now}
      wordsOf={wordsOf}
      onClose={onClose}
      onDecide={(values) => onDecide(settingsOf(values as SettingValues), now)}
    />
  )
}
