import { Alert, Button, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type SubmitEvent, useEffect, useState } from 'react'
import { isTypedReference } from '#shared/shapes.ts'
import { RefusedRequest } from '../../api.ts'
import { useMessages } from '../../language.ts'
import { explainAddressQuery } from './explain.queries.ts'
import classes from './explanation.module.css'
import { ExplanationView } from './explanation.tsx'
import { type User, usersQuery } from './users.queries.ts'

/**
 * “Why can’t someone sign in?”: an address leads to the explanation of its user, or says that no user has it; a username, or
 * a name that only one user has, leads to that user, and a reference to its attempt.
 */
export function ExplainSearch() {
  const { search, panel } = useMessages().explainPerson
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [named, setNamed] = useState('')
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const typed = text.trim()
    if (isTypedReference(typed) && !typed.includes('@')) {
      window.location.assign(`/administration/sign-ins?reference=${typed.toUpperCase()}`)
      return
    }
    setAsked(typed.includes('@') ? typed : '')
    setNamed(typed.includes('@') ? '' : typed)
  }
  const { data, error, isFetching, refetch } = useQuery({
    ...explainAddressQuery(asked),
    enabled: asked !== '',
  })
  const { data: namesakes, isFetching: isLooking } = useQuery({
    ...usersQuery({ search: named, limit: 10 }),
    enabled: named !== '',
  })
  const navigate = useNavigate()
  const found = named === '' ? undefined : namesakes && onlyOne(namesakes.items, named)
  const isUnreadable = named !== '' && namesakes !== undefined && !isLooking && !found
  const userId = data?.user?.id ?? found?.id
  useEffect(() => {
    if (userId) void navigate({ to: '/administration/users/$userId', params: { userId }, hash: 'explain' })
  }, [userId, navigate])
  const isForbidden = error instanceof RefusedRequest && error.code === 'forbidden'
  return (
    <Stack gap="sm">
      <form onSubmit={submit} className={classes.search} noValidate>
        <TextInput
          label={search.label}
          description={search.hint}
          value={text}
          maxLength={320}
          autoComplete="off"
          spellCheck={false}
          error={isUnreadable && search.unreadable}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          loading={isFetching || isLooking}
          disabled={text.trim() === ''}
        >
          {search.button}
        </Button>
      </form>
      {error && <Alert color="red" role="alert" title={isForbidden ? search.forbidden : panel.failed} />}
      {data && !data.user && (
        <Stack gap="xs" role="region" aria-label={asked}>
          <Text fw={600}>{asked}</Text>
          <ExplanationView
            explanation={data}
            user={undefined}
            address={asked}
            onDone={async () => void (await refetch())}
          />
        </Stack>
      )}
    </Stack>
  )
}

/** The user with this username, or the only one who is found. */
function onlyOne(users: readonly User[], named: string): User | undefined {
  const exact = users.find(({ username }) => username.toLowerCase() === named.toLowerCase())
  return exact ?? (users.length === 1 ? users[0] : undefined)
}
