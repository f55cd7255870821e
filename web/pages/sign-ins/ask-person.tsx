import { Alert, Button, Paper, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { api } from '../../api.ts'
import { useMessages } from '../../language.ts'
import { UserSearch } from '../users/user-search.tsx'
import { nameOf, type User } from '../users/users.queries.ts'
import { questionQuery } from './sign-ins.queries.ts'

/**
 * For a reference that someone read aloud, of an attempt that names no one: asks a user whether it was theirs. Nothing
 * happens before that person says so (R17).
 */
export function AskPerson({ reference, person }: { reference: string; person?: { name: string | null } }) {
  const words = useMessages().wasThisYou.ask
  const { data } = useQuery(questionQuery(reference))
  const [chosen, setChosen] = useState<User>()
  const asking = useMutation({
    mutationFn: (user: User) =>
      api['sign-ins'][':reference'].question.$post({ param: { reference }, json: { userId: user.id } }),
  })
  if (!data?.isUnnamed) return null
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (chosen) asking.mutate(chosen)
  }
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="ask-person">
      <form onSubmit={submit} noValidate>
        <Stack gap="sm" align="flex-start">
          <Title order={2} size="h4" id="ask-person">
            {words.title}
          </Title>
          <Text>{words.hint}</Text>
          {!asking.isSuccess && (
            <>
              <UserSearch label={words.who} guess={person?.name ?? ''} chosen={chosen} onChoose={setChosen} />
              <Button type="submit" disabled={!chosen} loading={asking.isPending}>
                {words.send}
              </Button>
            </>
          )}
          <div role="status">
            {asking.isSuccess && <Text>{words.sent(nameOf(asking.variables), asking.variables.email)}</Text>}
          </div>
          {asking.error && <Alert color="red" role="alert" title={words.failed} />}
        </Stack>
      </form>
    </Paper>
  )
}
