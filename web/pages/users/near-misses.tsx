import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { Address } from '../../components/address.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { AdmitButton } from './admit.tsx'
import { CorrectAddress } from './correct-address.tsx'
import { decideNearMiss, type NearMiss, nearMissesQuery } from './explain.queries.ts'
import classes from './explanation.module.css'
import { readable } from './explanation.tsx'
import { nameOf, usersKey } from './users.queries.ts'

type LikelyUser = NearMiss['users'][number]
type Asked = { decision: 'correct' | 'notTheSame'; nearMiss: NearMiss; user: LikelyUser }

/**
 * In the list: how many accounts look like a user and, on request or where a link leads to them, which ones. Empty if there
 * are none.
 */
export function NearMissNotice() {
  const messages = useMessages().explainPerson.nearMisses
  const { data = [] } = useQuery(nearMissesQuery())
  const isLedHere = useLocation({ select: ({ hash }) => hash === 'look-alikes' })
  const [isOpen, setOpen] = useState(isLedHere)
  if (data.length === 0) return null
  return (
    <Alert color="yellow">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Text size="sm" fw={600}>
            {messages.notice(data.length)}
          </Text>
          <Button variant="default" size="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {messages.show}
          </Button>
        </Group>
        {isOpen && <NearMisses nearMisses={data} />}
      </Stack>
    </Alert>
  )
}

/** On the user's page: the accounts that look like this user. */
export function NearMissesOf({ userId }: { userId: string }) {
  const messages = useMessages().explainPerson.nearMisses
  const { data = [] } = useQuery(nearMissesQuery(userId))
  const own = data.map((nearMiss) => ({
    ...nearMiss,
    users: nearMiss.users.filter(({ id }) => id === userId),
  }))
  if (own.length === 0) return null
  return (
    <Alert color="yellow" styles={{ title: readable }} title={messages.title}>
      <NearMisses nearMisses={own} />
    </Alert>
  )
}

/** Each account next to the users that it could be, with the two answers. */
function NearMisses({ nearMisses }: { nearMisses: readonly NearMiss[] }) {
  const { colon, explainPerson, users: words, roles } = useMessages()
  const { nearMisses: messages, panel } = explainPerson
  const time = useTime()
  const [asked, setAsked] = useState<Asked>()
  const queryClient = useQueryClient()
  const lookAgain = () => queryClient.invalidateQueries({ queryKey: usersKey })
  const close = () => setAsked(undefined)
  const dismissing = useMutation({
    mutationFn: ({ nearMiss: { reference }, user }: Asked) =>
      decideNearMiss({ reference, user }, 'not_the_same_person'),
    onSuccess: async () => {
      close()
      await lookAgain()
    },
  })
  return (
    <Stack gap="sm">
      <Text size="sm">{messages.hint}</Text>
      {nearMisses.map((nearMiss) => (
        <div key={nearMiss.reference} className={classes.account}>
          <Stack gap="xs">
            <div>
              <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                <Address of={nearMiss.loginId} />
              </Text>
              <Text size="sm">
                {[nearMiss.name, messages.tried(time(nearMiss.at), nearMiss.reference)]
                  .filter((part) => part !== null)
                  .join(' · ')}
                {' · '}
                <TextLink
                  to="/administration/sign-ins"
                  search={{ reference: nearMiss.reference }}
                  underline="always"
                  c="inherit"
                  inherit
                >
                  {panel.openSignIn}
                </TextLink>
              </Text>
            </div>
            <Group gap="xs">
              <AdmitButton account={nearMiss} variant="default" onDone={lookAgain} />
            </Group>
            {nearMiss.users.map((user) => (
              <div key={user.id}>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  <TextLink
                    to="/administration/users/$userId"
                    params={{ userId: user.id }}
                    underline="always"
                    c="inherit"
                    inherit
                  >
                    {nameOf(user)}
                  </TextLink>
                  , <Address of={user.email} />, {user.roles.map((role) => roles[role]).join(', ')}.{' '}
                  {messages.why[user.why]}.
                </Text>
                <Group gap="xs" mt={4}>
                  <Button
                    size="sm"
                    aria-label={messages.correctOf(nameOf(user), nearMiss.loginId)}
                    onClick={() => setAsked({ decision: 'correct', nearMiss, user })}
                  >
                    {messages.correct}
                  </Button>
                  <Button
                    size="sm"
                    variant="default"
                    aria-label={`${messages.notTheSame}${colon} ${messages.notTheSameOf(nameOf(user), nearMiss.loginId)}`}
                    onClick={() => setAsked({ decision: 'notTheSame', nearMiss, user })}
                  >
                    {messages.notTheSame}
                  </Button>
                </Group>
              </div>
            ))}
          </Stack>
        </div>
      ))}
      {asked?.decision === 'correct' && (
        <CorrectAddress
          user={asked.user}
          loginId={asked.nearMiss.loginId}
          onClose={close}
          onDone={lookAgain}
        />
      )}
      {asked?.decision === 'notTheSame' && (
        <Dialog
          title={messages.confirmNotTheSame(asked.nearMiss.loginId, nameOf(asked.user))}
          onClose={close}
        >
          <Text>{messages.notTheSameHint}</Text>
          {dismissing.error && <Alert color="red" role="alert" title={panel.failed} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {words.cancel}
            </Button>
            <Button loading={dismissing.isPending} onClick={() => dismissing.mutate(asked)}>
              {messages.notTheSame}
            </Button>
          </Group>
        </Dialog>
      )}
    </Stack>
  )
}
