import { Button, Divider, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, RefusedRequest } from '../api.ts'
import type { Asked } from '../asking.ts'
import { useMessages } from '../language.ts'
import { secondFactorQuery } from '../second-factor.ts'
import { useSession } from '../session.ts'
import { Dialog } from './dialog.tsx'
import { MicrosoftProof } from './microsoft-proof.tsx'
import { OwnPasswordField } from './own-password-field.tsx'
import { signWithPasskey } from './sign-with-passkey.ts'

/** Asks the person to prove again that it is them (R33): with the password and second factor, or through Microsoft. */
export function ProofDialog({ asked }: { asked: Asked<{ kind: 'proof'; methods: readonly string[] }> }) {
  const words = useMessages().proof
  const { sharedDevice } = useSession()
  const { methods, answer } = asked
  const hasPassword = methods.includes('password')
  const hasMicrosoft = methods.includes('microsoft')
  const noWay = sharedDevice ? words.noWayShared : words.noWay
  return (
    <Dialog title={words.title} onClose={() => answer(false)} over="proof">
      <Text size="sm">{hasPassword || hasMicrosoft ? words.hint : noWay}</Text>
      {hasPassword && (
        <PasswordProof needsFactor={methods.includes('second_factor')} onProved={() => answer(true)} />
      )}
      {hasPassword && hasMicrosoft && <Divider label={words.or} />}
      {hasMicrosoft && <MicrosoftProof onProved={() => answer(true)} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => answer(false)}>
          {words.cancel}
        </Button>
      </Group>
    </Dialog>
  )
}

function PasswordProof({ needsFactor, onProved }: { needsFactor: boolean; onProved: () => void }) {
  const words = useMessages().proof
  const { user, sharedDevice } = useSession()
  const { username } = user
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { data: factor } = useQuery({ ...secondFactorQuery, enabled: needsFactor })
  // A shared computer accepts no passkey (R38).
  const hasPasskey = !sharedDevice && factor !== undefined && factor.passkeys.length > 0
  const proving = useMutation({
    mutationFn: async () => {
      const passkey = needsFactor && hasPasskey && code === '' ? await signWithPasskey() : undefined
      const json = { password, ...(code !== '' && { code }), ...(passkey && { passkey }) }
      return api.session.proof.$post({ json })
    },
    onSuccess: onProved,
  })
  const refused = proving.error instanceof RefusedRequest ? proving.error : undefined
  const codeFault = refused?.errors.code
  const atField = refused?.errors.password !== undefined || codeFault !== undefined

  function submit(event: FormEvent) {
    event.preventDefault()
    proving.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <OwnPasswordField
          username={username}
          label={words.password}
          value={password}
          onChange={setPassword}
          error={refused?.errors.password && words.wrongPassword}
          autoFocus
        />
        {needsFactor && (
          <TextInput
            label={words.code}
            description={hasPasskey && words.passkeyOrCode}
            autoComplete="one-time-code"
            required={!hasPasskey}
            maxLength={40}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            error={codeFault && (codeFault === 'is needed' ? words.codeNeeded : words.wrongCode)}
          />
        )}
        <Text role="alert" size="sm">
          {proving.error && !atField && whyNot(proving.error, words)}
        </Text>
        <Button type="submit" loading={proving.isPending}>
          {words.confirm}
        </Button>
      </Stack>
    </form>
  )
}

function whyNot(error: Error, words: Record<'tooManyTries' | 'passkeyFailed' | 'notDone', string>): string {
  if (!(error instanceof RefusedRequest)) return words.passkeyFailed
  return error.code === 'throttled' ? words.tooManyTries : words.notDone
}
