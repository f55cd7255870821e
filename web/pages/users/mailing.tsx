import { Alert, Button, Group, Menu, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { api, RefusedRequest } from '../../api.ts'
import { Dialog } from '../../components/dialog.tsx'
import { useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import { nameOf, type User } from './users.queries.ts'

/** What a manager can have mailed to a user: a link to set a new password, or their own words. */
export type Mailing = 'resetPassword' | 'mail'

/** Both, as items of a menu. A disabled user has no password to reset. */
export function MailingItems({ user, onChoose }: { user: User; onChoose: (mailing: Mailing) => void }) {
  const messages = useMessages().users.mailing
  return (
    <>
      {user.enabled && (
        <Menu.Item onClick={() => onChoose('resetPassword')}>{messages.resetPassword}</Menu.Item>
      )}
      <Menu.Item onClick={() => onChoose('mail')}>{messages.mail}</Menu.Item>
    </>
  )
}

/** Both, as buttons on the user's own page. */
export function MailingButtons({ user }: { user: User }) {
  const messages = useMessages().users.mailing
  const [chosen, setChosen] = useState<Mailing>()
  return (
    <Group>
      {user.enabled && (
        <Button variant="default" onClick={() => setChosen('resetPassword')}>
          {messages.resetPassword}
        </Button>
      )}
      <Button variant="default" onClick={() => setChosen('mail')}>
        {messages.mail}
      </Button>
      {chosen && <MailingDialog mailing={chosen} user={user} onClose={() => setChosen(undefined)} />}
    </Group>
  )
}

/** Asks, sends, and stays open to show the result, because the page below looks the same afterwards. */
export function MailingDialog({
  mailing,
  user,
  draft,
  onClose,
}: {
  mailing: Mailing
  user: User
  /** What the mail starts from. */
  draft?: { subject: string; message: string } | undefined
  onClose: () => void
}) {
  const { mailing: messages, cancel, faults } = useMessages().users
  const [subject, setSubject] = useState(draft?.subject ?? '')
  const [message, setMessage] = useState(draft?.message ?? '')
  const [isChecked, setChecked] = useState(false)
  const sending = useMutation({
    mutationFn: () =>
      mailing === 'mail'
        ? mail(user.id, subject.trim(), message.trim())
        : api.users[':id']['reset-password'].$post({ param: { id: user.id } }),
  })
  useUnsaved(subject + message !== '' && !sending.isSuccess)
  // Both or neither. With neither, the welcome e-mail is sent again.
  const isHalf = mailing === 'mail' && (subject.trim() === '') !== (message.trim() === '')
  const missing = (text: string) => (isChecked && isHalf && text.trim() === '' ? faults.missing : undefined)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!isHalf) sending.mutate()
  }
  const name = nameOf(user)
  return (
    <Dialog title={messages[`${mailing}Title`](name)} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {!sending.isSuccess && <Text size="sm">{messages[`${mailing}Hint`]}</Text>}
          {mailing === 'mail' && !sending.isSuccess && (
            <>
              <TextInput
                label={messages.subject}
                value={subject}
                maxLength={150}
                autoComplete="off"
                error={missing(subject)}
                onChange={(event) => setSubject(event.currentTarget.value)}
              />
              <Textarea
                label={messages.message}
                value={message}
                maxLength={5000}
                rows={6}
                error={missing(message)}
                onChange={(event) => setMessage(event.currentTarget.value)}
              />
            </>
          )}
          <div role="status">{sending.isSuccess && <Text>{messages.sent(user.email)}</Text>}</div>
          {sending.error && <Alert color="red" role="alert" title={sentenceOf(messages, sending.error)} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {sending.isSuccess ? messages.close : cancel}
            </Button>
            {!sending.isSuccess && (
              <Button type="submit" loading={sending.isPending}>
                {messages.send}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function mail(id: string, subject: string, message: string) {
  return api.users[':id'].mail.$post({ param: { id }, json: subject === '' ? {} : { subject, message } })
}

function sentenceOf({ failed }: ReturnType<typeof useMessages>['users']['mailing'], error: Error): string {
  const code = error instanceof RefusedRequest ? (error.code ?? '') : ''
  return Object.hasOwn(failed, code) ? failed[code as keyof typeof failed] : failed.other
}
