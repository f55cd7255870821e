import { Group, Paper, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ButtonLink } from '../../components/button-link.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useFirstMessages } from '../../language.ts'
import { managesUsers, useSession } from '../../session.ts'
import { nearMissesQuery } from '../users/explain.queries.ts'
import type { UsersSearch } from '../users/users.queries.ts'
import type { Home } from './home.queries.ts'
import classes from './overview.module.css'
import { type Overview as Numbers, overviewQuery } from './overview.queries.ts'
import { SignInChart } from './sign-in-chart.tsx'

/** What a manager wants to know first: what needs them, how sign-ins go, and how far people have come with Microsoft. */
export function Overview({ patterns }: Pick<Home, 'patterns'>) {
  // The page is complete without it, so a failure to load it is not shown.
  const { data } = useQuery(overviewQuery)
  if (!data) return null
  return (
    <>
      <Attention people={data.people} patterns={patterns} />
      <SignInChart days={data.days} />
      {data.people && <People people={data.people} />}
    </>
  )
}

type Item = { key: string; text: string; button: ReactNode }

/** The most urgent first, each with the button that leads to it. */
function Attention({ people, patterns }: Pick<Numbers, 'people'> & Pick<Home, 'patterns'>) {
  const { overview: words, refusalWords } = useFirstMessages()
  const session = useSession()
  const { data: nearMisses = [] } = useQuery({ ...nearMissesQuery(), enabled: managesUsers(session) })
  const toUsers = (search: UsersSearch, label: string) => (
    <ButtonLink to="/administration/users" search={search} size="xs" variant="default">
      {label}
    </ButtonLink>
  )
  const items: Item[] = [
    ...patterns.map(({ chain, code, tenantId, count }) => ({
      key: `${chain.id} ${code} ${tenantId}`,
      text: words.pattern(refusalWords[code].short, count, chain.name),
      button: (
        <ButtonLink to="/administration/sign-ins" search={{ code }} size="xs" variant="default">
          {words.show}
        </ButtonLink>
      ),
    })),
    ...(nearMisses.length > 0
      ? [
          {
            key: 'look-alikes',
            text: words.lookAlikes(nearMisses.length),
            button: (
              <ButtonLink to="/administration/users" hash="look-alikes" size="xs" variant="default">
                {words.compare}
              </ButtonLink>
            ),
          },
        ]
      : []),
    ...(people && people.refused > 0
      ? [
          {
            key: 'refused',
            text: words.refusedPeople(people.refused),
            button: toUsers({ status: 'enabled', unlinked: 'refused' }, words.seeWho),
          },
        ]
      : []),
    ...(people && people.managersWithoutSecondFactor > 0
      ? [
          {
            key: 'second-factor',
            text: words.withoutFactor(people.managersWithoutSecondFactor),
            button: toUsers({ status: 'enabled', secondFactor: 'none' }, words.seeWho),
          },
        ]
      : []),
  ]
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="needs-attention">
      <Title order={2} size="h4" mb="xs" id="needs-attention">
        {words.attention}
      </Title>
      {items.length === 0 ? (
        <Text c="dimmed">{words.nothing}</Text>
      ) : (
        <ul className={classes.items}>
          {items.map(({ key, text, button }) => (
            <li key={key}>
              <Group justify="space-between" gap="xs">
                <Text className={classes.text}>{text}</Text>
                {button}
              </Group>
            </li>
          ))}
        </ul>
      )}
    </Paper>
  )
}

/** How far the enabled users have come with Microsoft, each number leading to those people. */
function People({ people }: { people: NonNullable<Numbers['people']> }) {
  const words = useFirstMessages().overview
  const numbers: [label: string, count: number, search: UsersSearch][] = [
    [words.users, people.users, { status: 'enabled' }],
    [words.linked, people.linked, { status: 'enabled', linked: true }],
    [words.neverTried, people.neverTried, { status: 'enabled', unlinked: 'never_tried' }],
    [words.refused, people.refused, { status: 'enabled', unlinked: 'refused' }],
    [
      words.managersWithoutFactor,
      people.managersWithoutSecondFactor,
      { status: 'enabled', secondFactor: 'none' },
    ],
  ]
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="people-and-microsoft">
      <Title order={2} size="h4" mb="md" id="people-and-microsoft">
        {words.people}
      </Title>
      <ul className={classes.numbers}>
        {numbers.map(([label, count, search]) => (
          <li key={label}>
            <TextLink to="/administration/users" search={search} className={classes.number} c="inherit">
              <Text span fz="1.75rem" fw={650} lh={1.1}>
                {words.number(count)}
              </Text>
              <Text span size="sm" c="dimmed">
                {label}
              </Text>
            </TextLink>
          </li>
        ))}
      </ul>
    </Paper>
  )
}
