import { Alert, Button, Group, List, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Address } from '../../components/address.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useHeadingOf } from '../../components/use-heading-of.ts'
import { useMessages } from '../../language.ts'
import { type Explanation, explainQuery } from './explain.queries.ts'
import classes from './explanation.module.css'
import { Remedy } from './remedy.tsx'
import { nameOf, type User, usersKey } from './users.queries.ts'

/** An alert's own colour is too faint on itself to read (WCAG 1.4.3). */
export const readable = { color: 'var(--mantine-color-text)' }

/** "Can this person sign in?", on the user's own page: if not, the cause, the one thing to do, and every check. */
export function ExplainSection({ user }: { user: User }) {
  const { explainPerson: messages, home, users } = useMessages()
  const { data, isFetching, isError, refetch } = useQuery(explainQuery(user.id))
  const queryClient = useQueryClient()
  const [isDone, setDone] = useState(false)
  const heading = useHeadingOf('explain')
  const lookAgain = async () => {
    await queryClient.invalidateQueries({ queryKey: usersKey })
    setDone(true)
  }
  return (
    <Stack component="section" gap="sm" aria-labelledby="explain">
      <Title order={2} size="h4" id="explain" ref={heading} tabIndex={-1}>
        {users.page.canTheySignIn}
      </Title>
      {isError && <Alert color="red" role="alert" title={home.failed} />}
      {!data && !isError && <Text role="status">{home.loading}</Text>}
      {data && <ExplanationView explanation={data} user={user} onDone={lookAgain} />}
      <div role="status">{isDone && !isFetching && <Text size="sm">{messages.panel.done}</Text>}</div>
      <Group>
        <Button
          variant="default"
          loading={isFetching}
          onClick={() => {
            setDone(false)
            void refetch()
          }}
        >
          {messages.panel.again}
        </Button>
      </Group>
    </Stack>
  )
}

/** Cause, remedy with its button, and the checks behind them. */
export function ExplanationView({
  explanation,
  user,
  address,
  onDone,
}: {
  explanation: Explanation
  user: User | undefined
  /** The address that was asked about, if no user has it. */
  address?: string
  onDone: () => Promise<void>
}) {
  const { panel } = useMessages().explainPerson
  const { cause, causeText, remedy, perhaps, checks, probable } = explanation
  const isClear = cause === null
  return (
    <Stack gap="sm">
      <Alert
        color={isClear ? 'green' : 'yellow'}
        styles={{ title: readable }}
        title={isClear ? panel.nothingWrong : undefined}
      >
        <Stack gap="xs">
          <Text fw={isClear ? undefined : 600}>{causeText}</Text>
          <Text>{remedy.text}</Text>
          {!isClear && <Text size="sm">{panel.actor[remedy.actor]}</Text>}
          <Remedy
            remedy={remedy}
            user={user}
            probable={probable[0]}
            loginId={remedy.address ?? address ?? null}
            addsUser={probable.length > 0}
            tenantId={remedy.tenantId}
            mail={remedy.mail ?? undefined}
            onDone={onDone}
          />
          {probable.length > 1 && <Others users={probable.slice(1)} />}
        </Stack>
      </Alert>
      {perhaps && <PerhapsTheirs perhaps={perhaps} user={user} onDone={onDone} />}
      <details>
        <summary>{panel.checks}</summary>
        <Checks checks={checks} />
      </details>
    </Stack>
  )
}

/** What someone tried who need not be this person, and the remedy for the case that they say it was. */
function PerhapsTheirs({
  perhaps: { text, remedy },
  user,
  onDone,
}: {
  perhaps: NonNullable<Explanation['perhaps']>
  user: User | undefined
  onDone: () => Promise<void>
}) {
  const { perhaps, panel } = useMessages().explainPerson
  return (
    <Alert color="gray" styles={{ title: readable }} title={perhaps.title}>
      <Stack gap="xs">
        <Text>{text}</Text>
        <Text>{remedy.text}</Text>
        <Text size="sm">{panel.actor[remedy.actor]}</Text>
        <Remedy
          remedy={remedy}
          user={user}
          loginId={remedy.address}
          tenantId={remedy.tenantId}
          mail={remedy.mail ?? undefined}
          onDone={onDone}
        />
      </Stack>
    </Alert>
  )
}

/** Further users who may be meant by the address. */
function Others({ users }: { users: Explanation['probable'] }) {
  const { probably, nearMisses } = useMessages().explainPerson
  return (
    <div>
      <Text size="sm">{probably.others}</Text>
      <List size="sm">
        {users.map(({ id, email, why, ...user }) => (
          <List.Item key={id}>
            <TextLink to="/administration/users/$userId" params={{ userId: id }} inherit underline="always">
              {nameOf(user)}
            </TextLink>
            , <Address of={email} /> ({nearMisses.why[why]})
          </List.Item>
        ))}
      </List>
    </div>
  )
}

function Checks({ checks }: { checks: Explanation['checks'] }) {
  const { colon, explain, explainPerson } = useMessages()
  return (
    <ul className={classes.checks}>
      {checks.map(({ name, label, rule, passed, stops, expected, seen }) => {
        const verdict = passed ? explain.passed : stops ? explain.failed : explainPerson.panel.notWhatStops
        return (
          <li key={name} className={classes.check}>
            <span aria-hidden="true">{passed ? '✓' : stops ? '✗' : '–'}</span>
            <div>
              <Text fw={stops ? 700 : undefined}>
                {label}{' '}
                <Text span size="sm" fw={400}>
                  ({verdict}, {rule})
                </Text>
              </Text>
              {passed || !expected ? (
                <Text size="sm" className={classes.values}>
                  {seen}
                </Text>
              ) : (
                <Text component="dl" size="sm" className={classes.values}>
                  <dt>{explain.expected + colon}</dt>
                  <dd>{expected}</dd>
                  <dt>{explain.seen + colon}</dt>
                  <dd>{seen}</dd>
                </Text>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
