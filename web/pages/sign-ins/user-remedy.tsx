import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RemedyAction } from '#shared/remedies.ts'
import { api } from '../../api.ts'
import { ButtonLink } from '../../button-link.tsx'
import { Dialog } from '../../dialog.tsx'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import { MailingDialog } from '../users/mailing.tsx'
import { nameOf, type User, userQuery } from '../users/users.queries.ts'
import { CorrectAddress } from './correct-address.tsx'
import { type SignIn, signInsKey } from './sign-ins.query.ts'

const ofUsers = [
  'correct_address',
  'create_user',
  'switch_on',
  'remove_link',
  'send_password_link',
  'mail_instructions',
] as const
type UserAction = (typeof ofUsers)[number]

function isOfUsers(action: RemedyAction | null): action is UserAction {
  return (ofUsers as readonly (RemedyAction | null)[]).includes(action)
}

/**
 * A remedy at the user whose attempt it was, or of the user whom an account could be. What it does is the server's own
 * change of a user, under the reader's rights; who may not do it reads who may.
 */
export function UserRemedy({ signIn }: { signIn: SignIn }) {
  const { signIns, roles } = useMessages()
  const { memberships } = useSession()
  const action = signIn.remedy?.action ?? null
  const person = useQuery({
    ...userQuery(signIn.person?.id ?? ''),
    enabled: signIn.person !== null && isOfUsers(action),
    retry: false,
  })
  if (!isOfUsers(action)) return null
  const isAllowed = memberships.some(
    ({ role }) => role === 'chain_and_user_manager' || role === 'user_manager',
  )
  if (!isAllowed) return <Text size="sm">{signIns.remedies.notYours(roles.user_manager)}</Text>
  if (action === 'correct_address' || action === 'create_user')
    return signIn.loginId === null ? null : <AddressRemedies loginId={signIn.loginId} user={person.data} />
  if (person.isError || (person.data && !person.data.mayChange))
    return <Text size="sm">{signIns.remedies.correctAddress.notMine(signIn.person?.name ?? '')}</Text>
  return person.data ? <OneClick action={action} user={person.data} /> : null
}

/** A login ID that nobody has: either somebody's address is to be corrected, or somebody new is to be added. */
function AddressRemedies({ loginId, user }: { loginId: string; user: User | undefined }) {
  const { explain } = useMessages()
  const [isOpen, setOpen] = useState(false)
  return (
    <Group gap="xs">
      <Button onClick={() => setOpen(true)}>{explain.actions.correct_address}</Button>
      <ButtonLink to="/administration/users/new" search={{ email: loginId }} variant="default">
        {explain.actions.create_user}
      </ButtonLink>
      {isOpen && <CorrectAddress loginId={loginId} known={user} onClose={() => setOpen(false)} />}
    </Group>
  )
}

type OneClickAction = Exclude<UserAction, 'correct_address' | 'create_user'>

function OneClick({ action, user }: { action: OneClickAction; user: User }) {
  const { explain, signIns } = useMessages()
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  const asked = { switch_on: signIns.remedies.switchOn, remove_link: signIns.remedies.removeLink }
  return (
    <Group gap="xs">
      <Button onClick={() => setOpen(true)}>{explain.actions[action]}</Button>
      {isOpen && action === 'send_password_link' && (
        <MailingDialog mailing="resetPassword" user={user} onClose={close} />
      )}
      {isOpen && action === 'mail_instructions' && (
        <MailingDialog mailing="mail" user={user} onClose={close} />
      )}
      {isOpen && (action === 'switch_on' || action === 'remove_link') && (
        <Question action={action} user={user} words={asked[action]} onClose={close} />
      )}
    </Group>
  )
}

/** Asks before it is done, and stays to say what became of it. */
function Question({
  action,
  user,
  words,
  onClose,
}: {
  action: 'switch_on' | 'remove_link'
  user: User
  words: { question: (name: string) => string; done: (name: string) => string }
  onClose: () => void
}) {
  const { explain, signIns } = useMessages()
  const { cancel, close, failed } = signIns.remedies
  const queryClient = useQueryClient()
  const param = { id: user.id }
  const acting = useMutation({
    mutationFn: async () => {
      if (action === 'switch_on') await api.users[':id'].$patch({ param, json: { enabled: true } })
      else await api.users[':id']['microsoft-link'].$delete({ param })
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['users'] })
      await queryClient.invalidateQueries({ queryKey: signInsKey })
    },
  })
  const name = nameOf(user)
  return (
    <Dialog title={explain.actions[action]} onClose={onClose}>
      <Stack>
        {!acting.isSuccess && <Text>{words.question(name)}</Text>}
        <div role="status">{acting.isSuccess && <Text>{words.done(name)}</Text>}</div>
        {acting.error && <Alert color="red" role="alert" title={failed} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {acting.isSuccess ? close : cancel}
          </Button>
          {!acting.isSuccess && (
            <Button loading={acting.isPending} onClick={() => acting.mutate()}>
              {explain.actions[action]}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  )
}
