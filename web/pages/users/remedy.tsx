import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { faultsOfTexts } from '#shared/user-fields.ts'
import { api, RefusedRequest } from '../../api.ts'
import { ButtonLink } from '../../button-link.tsx'
import { Dialog } from '../../dialog.tsx'
import { useLanguage, useMessages } from '../../language.ts'
import { consentKitHash } from '../locations/consent-kit.tsx'
import type { Explanation } from './explain.queries.ts'
import { MailingDialog } from './mailing.tsx'
import { nameOf, type User } from './users.queries.ts'

type Props = {
  explanation: Explanation
  user: User | undefined
  address?: string | undefined
  /** The remedy was carried out: things are to be looked at again. */
  onDone: () => Promise<void>
}

/** The button that does the one thing; where the reader may not do it, who may. */
export function Remedy({ explanation, user, address, onDone }: Props) {
  const { roles, explainPerson } = useMessages()
  const language = useLanguage()
  const { action, label, mayAct, whoMay, chain } = explanation.remedy
  if (action === null || label === null) return null
  if (!mayAct) {
    if (whoMay.length === 0) return null
    const names = new Intl.ListFormat(language, { type: 'disjunction' }).format(
      whoMay.map((role) => roles[role]),
    )
    return <Text size="sm">{explainPerson.panel.whoMay(names)}</Text>
  }
  if (action === 'create_user')
    return (
      <Group>
        <ButtonLink to="/administration/users/new" search={{ email: address }}>
          {label}
        </ButtonLink>
      </Group>
    )
  if (action === 'set_tenant_id' || action === 'correct_tenant_id' || action === 'send_consent_kit') {
    const leadsToKit = action === 'send_consent_kit'
    return (
      <Group>
        <ButtonLink
          to="/administration/locations"
          search={{
            ...(chain && { location: chain.id }),
            ...(!leadsToKit && { section: 'advanced' as const }),
          }}
          hash={leadsToKit ? consentKitHash : ''}
        >
          {label}
        </ButtonLink>
      </Group>
    )
  }
  if (!user) return null
  return <UserRemedy key={action} action={action} label={label} user={user} {...{ explanation, onDone }} />
}

type UserAction = 'switch_on' | 'remove_link' | 'correct_address' | 'send_password_link' | 'mail_instructions'

/** What is done to the user: at once where nothing is taken away by it, else after a question. */
function UserRemedy({
  action,
  label,
  user,
  explanation: { remedy },
  onDone,
}: {
  action: UserAction
  label: string
  user: User
  explanation: Explanation
  onDone: () => Promise<void>
}) {
  const { users, explainPerson } = useMessages()
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
        <AddressDialog user={user} proposed={remedy} onClose={close} onDone={onDone} />
      )}
      {isOpen && action === 'send_password_link' && (
        <MailingDialog mailing="resetPassword" user={user} onClose={close} />
      )}
      {isOpen && action === 'mail_instructions' && (
        <MailingDialog mailing="mail" user={user} draft={remedy.mail ?? undefined} onClose={close} />
      )}
    </Stack>
  )
}

/**
 * Asks before an address is changed: from then on another account comes in as this user. An address that comes from a
 * near miss is decided as that; any other is a change of the user like in the form.
 */
export function AddressDialog({
  user,
  proposed,
  onClose,
  onDone,
}: {
  user: Pick<User, 'id' | 'email' | 'username' | 'firstName' | 'lastName'>
  proposed: { address: string | null; reference: string | null }
  onClose: () => void
  onDone: () => Promise<void>
}) {
  const { users, explainPerson, explain } = useMessages()
  const { panel } = explainPerson
  const [email, setEmail] = useState(proposed.address ?? '')
  const saving = useMutation({
    mutationFn: async () => {
      const { reference, address } = proposed
      if (reference !== null && email === address) {
        const json = { decision: 'correct_address' as const, userId: user.id, confirm: true }
        await api.users['near-misses'][':reference'].$post({ param: { reference }, json })
      } else await api.users[':id'].$patch({ param: { id: user.id }, json: { email: email.trim() } })
    },
    onSuccess: async () => {
      onClose()
      await onDone()
    },
  })
  const [fault, setFault] = useState<string>()
  const isTaken = saving.error instanceof RefusedRequest && saving.error.code === 'email_taken'
  return (
    <Dialog title={panel.confirmAddress(nameOf(user))} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const wrong = faultsOfTexts({ email }).email
          setFault(wrong && users.faults[wrong])
          if (!wrong) saving.mutate()
        }}
      >
        <Stack>
          <TextInput
            label={panel.newAddress}
            type="email"
            value={email}
            error={isTaken ? panel.addressTaken : fault}
            autoComplete="off"
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Text size="sm">{panel.addressChange(user.email, email.trim() || '…')}</Text>
          <Text size="sm">{panel.addressWarning}</Text>
          {saving.error && !isTaken && <Alert color="red" role="alert" title={panel.failed} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {users.cancel}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {explain.actions.correct_address}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
