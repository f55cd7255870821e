import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { encode } from 'uqr'
import { RefusedRequest } from '../../api.ts'
import { Dialog } from '../../components/dialog.tsx'
import { useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import { useWhyNot } from './factor-dialog.tsx'
import classes from './second-factor.module.css'
import { confirmApp, type NextStep } from './second-factor.queries.ts'

/**
 * The secret of an authenticator app, as a QR code and as text, and its first code, which proves that the app has it.
 */
export function AppDialog({
  app,
  onClose,
  onDone,
}: {
  app: { uri: string; secret: string }
  onClose: () => void
  onDone: (next: NextStep) => unknown
}) {
  const words = useMessages().secondFactor.account
  const whyNot = useWhyNot()
  const [code, setCode] = useState('')
  // The secret of the app is shown only once.
  useUnsaved(true)
  const confirm = useMutation({ mutationFn: () => confirmApp(code), onSuccess: onDone })
  const isWrong = confirm.error instanceof RefusedRequest && confirm.error.errors.code !== undefined

  function submit(event: FormEvent) {
    event.preventDefault()
    confirm.mutate()
  }
  return (
    <Dialog title={words.setUpApp} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Text>{words.scan}</Text>
          <Picture text={app.uri} label={words.picture} />
          <div>
            <Text size="sm">{words.typeIt}</Text>
            <Text className={classes.secret}>{app.secret.match(/.{1,4}/g)?.join(' ')}</Text>
          </div>
          <Text>{words.enterCode}</Text>
          <TextInput
            label={words.code}
            required
            maxLength={10}
            inputMode="numeric"
            autoComplete="one-time-code"
            data-autofocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            error={isWrong && words.wrongCode}
          />
          <Text role="alert" size="sm">
            {confirm.error && !isWrong && whyNot(confirm.error)}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" loading={confirm.isPending}>
              {words.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** A QR code, drawn as one path: no image is loaded, and the content security policy need not allow one. */
function Picture({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg className={classes.picture} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} fill="#000" />
    </svg>
  )
}
