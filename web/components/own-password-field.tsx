import { PasswordInput } from '@mantine/core'
import type { ReactNode } from 'react'

/** The field for one's own present password. Beside it stands whose it is, for password managers, which file it so. */
export function OwnPasswordField({
  username,
  label,
  value,
  onChange,
  error,
  autoFocus = false,
}: {
  username: string
  label: string
  value: string
  onChange: (value: string) => void
  error?: ReactNode
  /** Whether a dialog begins here. */
  autoFocus?: boolean
}) {
  return (
    <>
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <PasswordInput
        label={label}
        autoComplete="current-password"
        required
        maxLength={1000}
        {...(autoFocus && { 'data-autofocus': true })}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
      />
    </>
  )
}
