import { Button, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { deviceName } from '#shared/devices.ts'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { Moment } from '../../components/moment.tsx'
import { useSay } from '../../components/said.tsx'
import { useMessages } from '../../language.ts'
import { sentenceFor } from './refused-change.ts'
import { sessionsQuery } from './user-history.queries.ts'
import classes from './user-page.module.css'
import { nameOf, type User, usersKey } from './users.queries.ts'

/** Where a person is signed in, and one click that ends all of it (R37). */
export function UserSessions({ user }: { user: User }) {
  const all = useMessages()
  const words = all.users
  const queryClient = useQueryClient()
  const { say } = useSay()
  const { data } = useQuery(sessionsQuery(user.id))
  const signOut = useMutation({
    mutationFn: () => parseResponse(api.users[':id'].sessions.$delete({ param: { id: user.id }, query: {} })),
    onSuccess: (ended) => say(words.done.signOut(nameOf(user), ended)),
    onError: (error) => say(sentenceFor(words.failed, error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: usersKey }),
  })
  return (
    <section aria-labelledby="sessions" className={classes.card}>
      <Title order={2} size="h4" id="sessions" mb="sm">
        {words.page.sessions}
      </Title>
      {!data && <Text size="sm">{all.home.loading}</Text>}
      {data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.page.noSessions}
        </Text>
      )}
      {data && data.length > 0 && (
        <ul className={classes.list}>
          {data.map(({ id, userAgent, ip, signedInWith, lastUsedAt }) => (
            <li key={id}>
              {deviceName(userAgent) || all.account.unknownDevice}
              <Text size="sm" c="dimmed">
                {[ip, all.home.doors[signedInWith]].join(' · ')}
                {' · '}
                <Moment at={lastUsedAt} />
              </Text>
            </li>
          ))}
        </ul>
      )}
      <Button
        variant="default"
        size="sm"
        mt="sm"
        fullWidth
        loading={signOut.isPending}
        aria-describedby="sign-out-hint"
        onClick={() => signOut.mutate()}
      >
        {words.signOutEverywhere}
      </Button>
      <Text size="sm" c="dimmed" mt={6} id="sign-out-hint">
        {words.page.signOutHint}
      </Text>
    </section>
  )
}
