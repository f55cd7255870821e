import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { sayFieldFault } from '#shared/messages/field-faults.ts'
import { type FieldFault, faultsOfTexts } from '#shared/user-fields.ts'
import { api, RefusedRequest } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { HelpLink } from '../../components/help-link.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
import { LocationPicker } from './location-picker.tsx'
import { newDraft, RolePicker } from './memberships.tsx'
import { nameOf, usersKey } from './users.queries.ts'

type Account = {
  /** Of a refused sign-in of the account. */
  reference: string
  loginId: string
  /** What to make sure of before, where it is known. */
  hint?: string | undefined
}

/** Adds the account of a refused sign-in as a user: asks for their location and role, and proposes a username. */
export function AdmitButton({
  account,
  onDone,
  variant = 'filled',
}: {
  account: Account
  onDone: () => unknown
  variant?: 'filled' | 'default'
}) {
  const { admit } = useMessages().explainPerson
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        variant={variant}
        size="sm"
        aria-label={admit.openOf(account.loginId)}
        onClick={() => setOpen(true)}
      >
        {admit.open}
      </Button>
      {isOpen && <AdmitDialog account={account} onClose={() => setOpen(false)} onDone={onDone} />}
    </>
  )
}

/** It stays open to show the result, because what opened it may be gone then. */
function AdmitDialog({
  account: { reference, loginId, hint },
  onClose,
  onDone,
}: {
  account: Account
  onClose: () => void
  onDone: () => unknown
}) {
  const { explainPerson, users } = useMessages()
  const words = explainPerson.admit
  const [draft, setDraft] = useState(() => newDraft())
  const [isMissing, setMissing] = useState(false)
  const [username, setUsername] = useState(loginId)
  const [fault, setFault] = useState<FieldFault>()
  const queryClient = useQueryClient()
  const saving = useMutation({
    mutationFn: (locationId: string) =>
      parseResponse(
        api['sign-ins'][':reference'].admit.$post({
          param: { reference },
          json: { memberships: [{ locationId, role: draft.role }], username, confirm: true },
        }),
      ),
    onError: (error) => {
      if (error instanceof RefusedRequest) setFault(faultOfUsername(error, username, loginId))
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: usersKey, refetchType: 'none' }),
  })
  const leave = () => {
    onClose()
    if (!saving.isSuccess) return
    void queryClient.invalidateQueries({ queryKey: usersKey })
    void onDone()
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setMissing(!draft.location)
    const { username: found } = faultsOfTexts({ username }, loginId)
    setFault(found)
    if (draft.location && !found) saving.mutate(draft.location.id)
  }
  const code = saving.error instanceof RefusedRequest ? saving.error.code : undefined
  const isAtField =
    saving.error instanceof RefusedRequest && faultOfUsername(saving.error, username, loginId) !== undefined
  const failed =
    code === 'too_many_taken_names'
      ? users.failed.too_many_taken_names
      : (words.failed[code as keyof typeof words.failed] ?? words.failed.other)
  return (
    <Dialog title={words.title(loginId)} onClose={leave}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {!saving.isSuccess && (
            <>
              <Text size="sm">
                {words.hint} <HelpLink to="create-users#admit">{words.help}</HelpLink>
              </Text>
              {hint && <Text size="sm">{hint}</Text>}
              <TextInput
                label={users.form.username}
                description={words.usernameHint}
                value={username}
                required
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                error={fault && sayFieldFault(users, fault, { field: 'username', text: username })}
                onChange={(event) => {
                  setUsername(event.currentTarget.value)
                  setFault(undefined)
                }}
              />
              <LocationPicker
                label={users.form.location}
                value={draft.location}
                error={isMissing && !draft.location ? users.form.noLocation : undefined}
                autoFocus
                onPick={(location) => setDraft({ ...draft, location, role: 'viewer' })}
              />
              <RolePicker draft={draft} disabled={false} onPick={(role) => setDraft({ ...draft, role })} />
              <Text size="sm">
                <TextLink to="/administration/users/new" search={{ email: loginId }} underline="always">
                  {words.wholeForm}
                </TextLink>
              </Text>
            </>
          )}
          <div role="status">
            {saving.data && <Text>{users.addedAndMailed(nameOf(saving.data), saving.data.email)}</Text>}
          </div>
          {saving.error && !isAtField && <Alert color="red" role="alert" title={failed} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={leave}>
              {saving.isSuccess ? words.close : users.cancel}
            </Button>
            {!saving.isSuccess && (
              <Button type="submit" loading={saving.isPending}>
                {words.add}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** What is wrong with the username in an answer; undefined if it is about something else, such as the location. */
function faultOfUsername(
  { code, errors }: RefusedRequest,
  username: string,
  loginId: string,
): FieldFault | undefined {
  if (code === 'username_taken') return code
  if (code !== 'invalid_request' || errors.username === undefined) return undefined
  // The server may know a rule that this page does not know yet.
  return faultsOfTexts({ username }, loginId).username ?? 'not_text'
}
