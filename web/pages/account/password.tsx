import { Button, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { longestPassword, type PasswordFault, passwordFaults } from '#shared/passwords.ts'
import { api, RefusedRequest } from '../../api.ts'
import { OwnPasswordField } from '../../components/own-password-field.tsx'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import { useUnsaved } from '../../unsaved.ts'
import { accountQuery, devicesQuery } from './account.queries.ts'
import classes from './password.module.css'

/** The password: changed with the old one; or why there is none to change. */
export function PasswordSection() {
  const messages = useMessages().account
  const { password } = useSuspenseQuery(accountQuery).data
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="password">
      <Title order={2} size="h4" mb="md" id="password">
        {messages.password}
      </Title>
      {password === 'set' && <PasswordForm />}
      {password === 'none' && <Text>{messages.noPassword}</Text>}
      {password === 'not_allowed' && <Text>{messages.passwordNotAllowed}</Text>}
    </Paper>
  )
}

function PasswordForm() {
  const { account: messages, proof } = useMessages()
  const { user, customer } = useSession()
  const { username } = user
  const queryClient = useQueryClient()
  const [currentPassword, setCurrentPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  useUnsaved(currentPassword + newPassword !== '')
  const names = [username, user.email, `${user.firstName} ${user.lastName}`, customer.name]
  const faults = passwordFaults(newPassword, { names })
  const change = useMutation({
    mutationFn: () => changePassword(currentPassword, newPassword),
    onSuccess() {
      setCurrentPassword('')
      setNewPassword('')
      return queryClient.invalidateQueries(devicesQuery)
    },
  })
  const refused = change.error instanceof RefusedRequest ? change.error : undefined
  const isWrong =
    refused !== undefined && ('currentPassword' in refused.errors || 'password' in refused.errors)
  const said = ['throttled', 'proof_required']

  function submit(event: FormEvent) {
    event.preventDefault()
    change.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md" maw="24rem">
        <OwnPasswordField
          username={username}
          label={messages.currentPassword}
          value={currentPassword}
          onChange={setCurrentPassword}
          error={isWrong && messages.wrongPassword}
        />
        <PasswordInput
          label={messages.newPassword}
          autoComplete="new-password"
          required
          maxLength={longestPassword}
          value={newPassword}
          onChange={(event) => setNewPassword(event.currentTarget.value)}
          aria-describedby="password-rules"
        />
        <PasswordRules faults={faults} isEmpty={newPassword === ''} />
        <Button type="submit" disabled={faults.length > 0} loading={change.isPending}>
          {messages.changePassword}
        </Button>
        <Text role="status" size="sm">
          {change.isSuccess && messages.passwordChanged}
          {refused?.code === 'throttled' && messages.tooManyTries}
          {refused?.code === 'proof_required' && proof.notConfirmed}
          {change.isError && !isWrong && !said.includes(refused?.code ?? '') && messages.notDone}
        </Text>
      </Stack>
    </form>
  )
}

/**
 * The current password is also the proof that the change needs (R33), so that no one is asked for it twice. Someone with
 * a second factor is then asked for both.
 *
 * @throws {RefusedRequest}
 */
async function changePassword(currentPassword: string, newPassword: string) {
  await api.session.proof.$post({ json: { password: currentPassword } }).catch((error: unknown) => {
    const needsMore = error instanceof RefusedRequest && error.errors.code !== undefined
    if (!needsMore) throw error
  })
  await api.account.password.$post({ json: { currentPassword, newPassword } })
}

/** The rules, each ticked off as soon as it is met (R26). Also in words, because not everyone can see a colour. */
function PasswordRules({ faults, isEmpty }: { faults: PasswordFault[]; isEmpty: boolean }) {
  const messages = useMessages().passwordDoor
  const rules = Object.entries(messages.rules) as [keyof typeof messages.rules, string][]
  return (
    <ul id="password-rules" className={classes.rules}>
      {rules.map(([fault, rule]) => {
        const isKept = !isEmpty && !faults.includes(fault)
        return (
          <li key={fault} data-kept={isKept}>
            {isKept ? `${rule} ${messages.kept}` : rule}
          </li>
        )
      })}
    </ul>
  )
}
