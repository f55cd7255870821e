import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { RemedyAction } from '#shared/remedies.ts'
import { api } from '../../api.ts'
import { Dialog } from '../../components/dialog.tsx'
import { useMessages } from '../../language.ts'
import { CorrectAddress } from './correct-address.tsx'
import { MailingDialog } from './mailing.tsx'
import { nameOf, type User } from './users.queries.ts'

/** What is done to a known user. */
export type UserAction = Extract<
  RemedyAction,
  'switch_on' | 'remove_link' | 'correct_address' | 'send_password_link' | 'mail_instructions'
>

/** The button of a remedy at a user. It acts at once if it removes nothing, and otherwise asks first. */
export function UserRemedy({
  action,
  user,
  loginId,
  mail,
  hint,
  onDone,
}: {
  action: UserAction
  user: User
  /** Of the account that was used, if it is known. */
  loginId: string | null
  /** What a mail to the user starts from. */
  mail: { subject: string; message: string } | undefined
  /** What the remedy says, with what to make sure of before. */
  hint: string | undefined
  /** The remedy was carried out, so things have to be loaded again. */
  onDone: () => unknown
}) {
  const { users, explain, explainPerson } = useMessages()
  const [isOpen, setOpen] = useState(false)
  const param = { id: user.id }
  const carryOut = useMutation({
    mutationFn: async () => {
      if (action === 'switch_on') await api.users[':id'].$patch({ param, json: { enabled: true } })
      else await api.users[':id']['microsoft-link'].$delete({ param })
    },
    onSettled: () => setOpen(false),
    onSuccess: onDone,
  })
  const close = () => setOpen(false)
  const label = explain.actions[action]
  return (
    <Stack gap="xs">
      {carryOut.error && <Alert color="red" role="alert" title={explainPerson.panel.failed} />}
      <Group>
        <Button
          loading={carryOut.isPending}
          onClick={() => (action === 'switch_on' ? carryOut.mutate() : setOpen(true))}
        >
          {label}
        </Button>
      </Group>
      {isOpen && action === 'remove_link' && (
        <Dialog title={users.confirm.unlink(nameOf(user))} onClose={close}>
          <Text>{users.confirm.unlinkHint}</Text>
          {hint && <Text>{hint}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {users.cancel}
            </Button>
            <Button color="red.9" loading={carryOut.isPending} onClick={() => carryOut.mutate()}>
              {label}
            </Button>
          </Group>
        </Dialog>
      )}
      {isOpen && action === 'correct_address' && (
        <CorrectAddress user={user} loginId={loginId} onClose={close} onDone={onDone} />
      )}
      {isOpen && action === 'send_password_link' && (
        <MailingDialog mailing="resetPassword" user={user} onClose={close} />
      )}
      {isOpen && action === 'mail_instructions' && (
        <MailingDialog mailing="mail" user={user} draft={mail} onClose={close} />
      )}
    </Stack>
  )
}
