import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useMessages } from '../language.ts'
import { MicrosoftInWindow } from './microsoft-in-window.tsx'

/** A fresh sign-in at Microsoft, in a window of its own so that the page under the dialog stays as it is (R33). */
export function MicrosoftProof({ onProved }: { onProved: () => void }) {
  const { proof: words } = useMessages()
  const [failure, setFailure] = useState<string>()

  function end({ searchParams }: URL) {
    const said = searchParams.get('proof')
    if (said === 'given') onProved()
    else setFailure(failureOf(said))
  }
  function failureOf(said: string | null) {
    if (said === 'linked_to_other_account' || said === 'unknown_user') return words.otherAccount
    return said === 'invalid_response' ? words.notFresh : words.microsoftStopped
  }
  return (
    <Stack gap="xs">
      <Text size="sm">{words.microsoftHint}</Text>
      <MicrosoftInWindow
        label={words.microsoft}
        failure={failure}
        addressOf={(popup) => `/sign-in/microsoft/proof?${new URLSearchParams({ popup, display: 'popup' })}`}
        onStart={() => setFailure(undefined)}
        onEnd={end}
      />
    </Stack>
  )
}
