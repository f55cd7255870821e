import { useMantineColorScheme } from '@mantine/core'
import { useFirstMessages } from '../language.ts'
import { IconButton } from './icon-button.tsx'

/** Light or dark. Until someone uses it, the device decides. */
export function ColorSchemeSwitch() {
  const { toggleColorScheme } = useMantineColorScheme()
  const label = useFirstMessages().home.colorScheme
  return (
    <IconButton aria-label={label} title={label} onClick={toggleColorScheme}>
      <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
        <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="2" />
        <path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor" />
      </svg>
    </IconButton>
  )
}
