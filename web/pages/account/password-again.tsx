import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { RefusedRequest } from '../../api.ts'
import { Dialog } from '../../components/dialog.tsx'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import { carryOut, type FactorAction, type NextStep, NoPasskey } from './second-factor.queries.ts'

/** Asks for the password before a change to the second factor, and then makes the change. */
export function PasswordAgain({
  action,
  onClose,
  onDone,
}: {
  action: FactorAction
  onClose: () => void
  onDone: (next: NextStep) => unknown
}) {
  const words = useMessages().secondFactor.account
  const { username } = useSession().user
  const [password, setPassword] = useState('')
  const [name, setName] = useState('')
  const step = useMutation({ mutationFn: () => carryOut(action, password, name), onSuccess: onDone })
  const refused = step.error instanceof RefusedRequest ? step.error : undefined
  const title = {
    'set-up-app': words.setUpApp,
    'remove-app': words.removeApp,
    'add-passkey': words.addPasskey,
    'remove-passkey': action.kind === 'remove-passkey' ? words.removePasskey(action.name) : '',
    'new-codes': words.newCodes,
  }[action.kind]

  function submit(event: FormEvent) {
    event.preventDefault()
    step.mutate()
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          {action.kind === 'add-passkey' && (
            <TextInput
              label={words.passkeyName}
              description={words.passkeyNameHint}
              required
              maxLength={100}
              autoComplete="off"
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          {/* For password managers, which file a password under its name. */}
          <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
          <PasswordInput
            label={words.password}
            description={words.passwordHint}
            autoComplete="current-password"
            required
            maxLength={1000}
            data-autofocus={action.kind === 'add-passkey' ? undefined : true}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={refused?.errors.password && words.wrongPassword}
          />
          <Text role="alert" size="sm">
            {step.error && !refused?.errors.password && whyNot(step.error, words)}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" loading={step.isPending}>
              {words.continue}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

type Words = Record<'tooManyTries' | 'expired' | 'passkeyFailed' | 'notDone', string>

/** What to say if a change to the second factor was not made. */
export function whyNot(error: Error, words: Words): string {
  if (error instanceof NoPasskey) return words.passkeyFailed
  const { code, errors } = error instanceof RefusedRequest ? error : { code: undefined, errors: {} }
  if (code === 'throttled') return words.tooManyTries
  if (code === 'setup_expired') return words.expired
  return 'response' in errors ? words.passkeyFailed : words.notDone
}
