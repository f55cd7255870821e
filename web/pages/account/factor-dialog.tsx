import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { RefusedRequest } from '../../api.ts'
import { Dialog } from '../../components/dialog.tsx'
import { useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import { carryOut, type FactorAction, type NextStep, NoPasskey } from './second-factor.queries.ts'

/** Says what a change to the second factor does, and makes it once the person agrees. */
export function FactorDialog({
  action,
  onClose,
  onDone,
}: {
  action: FactorAction
  onClose: () => void
  onDone: (next: NextStep) => unknown
}) {
  const { account: words } = useMessages().secondFactor
  const whyNot = useWhyNot()
  const [name, setName] = useState('')
  useUnsaved(name !== '')
  const step = useMutation({ mutationFn: () => carryOut(action, name), onSuccess: onDone })
  const { title, hint } = {
    'set-up-app': { title: words.setUpApp, hint: words.appHint },
    'remove-app': { title: words.removeApp, hint: words.removeAppHint },
    'add-passkey': { title: words.addPasskey, hint: words.passkeysHint },
    'remove-passkey': {
      title: action.kind === 'remove-passkey' ? words.removePasskey(action.name) : '',
      hint: words.removePasskeyHint,
    },
    'new-codes': { title: words.newCodes, hint: words.newCodesHint },
  }[action.kind]

  function submit(event: FormEvent) {
    event.preventDefault()
    step.mutate()
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{hint}</Text>
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
          <Text role="alert" size="sm">
            {step.error && whyNot(step.error)}
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

/** What to say if a change to the second factor was not made. */
export function useWhyNot(): (error: Error) => string {
  const { secondFactor, proof } = useMessages()
  const words = secondFactor.account
  return (error) => {
    if (error instanceof NoPasskey) return words.passkeyFailed
    const { code, errors } = error instanceof RefusedRequest ? error : { code: undefined, errors: {} }
    if (code === 'proof_required') return proof.notConfirmed
    if (code === 'last_second_factor') return words.lastOne
    if (code === 'throttled') return words.tooManyTries
    if (code === 'setup_expired') return words.expired
    return 'response' in errors ? words.passkeyFailed : words.notDone
  }
}
