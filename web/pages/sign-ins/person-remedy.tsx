import { Button, Group, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RemedyAction } from '#shared/remedies.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { useMessages } from '../../language.ts'
import { managesUsers, useSession } from '../../session.ts'
import { CorrectAddress } from '../users/correct-address.tsx'
import { explainQuery } from '../users/explain.queries.ts'
import { type UserAction, UserRemedy } from '../users/user-remedy.tsx'
import { nameOf, type User, userQuery } from '../users/users.queries.ts'
import { type SignIn, signInsKey } from './sign-ins.queries.ts'

const ofPeople = [
  'correct_address',
  'create_user',
  'switch_on',
  'remove_link',
  'send_password_link',
  'mail_instructions',
] as const satisfies readonly (UserAction | 'create_user')[]
type PersonAction = (typeof ofPeople)[number]

function isOfPeople(action: RemedyAction | null): action is PersonAction {
  return (ofPeople as readonly (RemedyAction | null)[]).includes(action)
}

/**
 * A remedy at the user whose attempt it was, or of the user whom an account could be. What it does is the server's own
 * change of a user, under the reader's rights; who may not do it reads who may.
 */
export function PersonRemedy({ signIn }: { signIn: SignIn }) {
  const { signIns, roles } = useMessages()
  const isAllowed = managesUsers(useSession())
  const action = signIn.remedy?.action ?? null
  const { data: user, isError } = useQuery({
    ...userQuery(signIn.person?.id ?? ''),
    enabled: signIn.person !== null && isOfPeople(action),
    retry: false,
  })
  const [isDone, setDone] = useState(false)
  const queryClient = useQueryClient()
  const lookAgain = async () => {
    setDone(true)
    await queryClient.invalidateQueries({ queryKey: ['users'] })
    await queryClient.invalidateQueries({ queryKey: signInsKey })
  }
  if (!isOfPeople(action)) return null
  if (!isAllowed) return <Text size="sm">{signIns.remedies.notYours(roles.user_manager)}</Text>
  if (action === 'correct_address' || action === 'create_user')
    return signIn.loginId === null ? null : (
      <AddressRemedies loginId={signIn.loginId} user={user} onDone={lookAgain} />
    )
  if (isError || user?.mayChange === false)
    return <Text size="sm">{signIns.remedies.notMine(signIn.person?.name ?? '')}</Text>
  if (!user) return null
  return (
    <>
      {action === 'mail_instructions' ? (
        <Instructions user={user} />
      ) : (
        <UserRemedy {...{ action, user }} loginId={null} mail={undefined} onDone={lookAgain} />
      )}
      <div role="status">{isDone && <Text size="sm">{signIns.remedies.done(nameOf(user))}</Text>}</div>
    </>
  )
}

/** A login ID that nobody has: either somebody's address is to be corrected, or somebody new is to be added. */
function AddressRemedies({
  loginId,
  user,
  onDone,
}: {
  loginId: string
  user: User | undefined
  onDone: () => unknown
}) {
  const { explain } = useMessages()
  const [isOpen, setOpen] = useState(false)
  return (
    <Group gap="xs">
      <Button onClick={() => setOpen(true)}>{explain.actions.correct_address}</Button>
      <ButtonLink to="/administration/users/new" search={{ email: loginId }} variant="default">
        {explain.actions.create_user}
      </ButtonLink>
      {isOpen && (
        <CorrectAddress user={user} loginId={loginId} onClose={() => setOpen(false)} onDone={onDone} />
      )}
    </Group>
  )
}

/** The mail is written already, with the address of the person's own chain: a guest comes in by no other. */
function Instructions({ user }: { user: User }) {
  const { data, isError } = useQuery(explainQuery(user.id))
  if (!data && !isError) return null
  return (
    <UserRemedy
      action="mail_instructions"
      user={user}
      loginId={null}
      mail={data?.remedy.mail ?? undefined}
      onDone={() => {}}
    />
  )
}
