import { Anchor, Badge, Button, Group, Stack, Switch, Table, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { createLink, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { deviceName } from '#shared/devices.ts'
import { Status } from '../../components/status.tsx'
import tableClasses from '../../components/table.module.css'
import { useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { Cause } from './cause.tsx'
import { SignInFilters } from './filters.tsx'
import { Patterns } from './patterns.tsx'
import { SignInDetail } from './sign-in-detail.tsx'
import classes from './sign-ins.module.css'
import {
  type SignInsPage as Page,
  pageSize,
  type SignIn,
  signInsKey,
  signInsQuery,
} from './sign-ins.queries.ts'
import { filtersOf, type SignInsSearch } from './sign-ins-search.ts'
import { useLive } from './use-live.ts'
import { Who } from './who.tsx'

const route = getRouteApi('/administration/sign-ins')
const RowLink = createLink(Anchor<'a'>)

/**
 * Administration > Sign-ins: who signed in, who did not and why, as it happens (R19). Every choice is in the address.
 */
export function SignInsPage() {
  const search = route.useSearch()
  return search.reference ? (
    <SignInDetail key={search.reference} reference={search.reference} search={search} />
  ) : (
    <SignInList search={search} />
  )
}

function SignInList({ search }: { search: SignInsSearch }) {
  const messages = useMessages()
  const words = messages.signIns
  const navigate = useNavigate({ from: '/administration/sign-ins' })
  const { items, next, total, more } = useSuspenseQuery(signInsQuery(search)).data
  const count = more ? words.moreThan(total) : words.count(total)
  const live = useLiveList(search, items)
  useDocumentTitle(`${words.title} · ${messages.product}`)
  const choose = (changed: SignInsSearch) => void navigate({ search: changed, replace: true })
  return (
    <Stack gap="lg" data-wide>
      <div>
        <Text size="sm" c="dimmed">
          {words.administration}
        </Text>
        <Title order={1} size="h2">
          {words.title}
        </Title>
      </div>
      <Patterns />
      <SignInFilters search={search} onChoose={choose} />
      <Group justify="space-between">
        <Text>{items.length === 0 ? words.none : count}</Text>
        <Switch
          label={words.live.label}
          description={live.sentence}
          checked={live.isOn}
          onChange={(event) => live.turn(event.currentTarget.checked)}
        />
      </Group>
      {/* Said politely, once, by a screen reader. */}
      <div role="status">
        {live.held > 0 && (
          <Button variant="light" onClick={live.show} fullWidth>
            {words.live.show(live.held)}
          </Button>
        )}
        {live.held === 0 && live.added > 0 && (
          <Text size="sm" c="dimmed">
            {words.live.fresh(live.added)}
          </Text>
        )}
      </div>
      {items.length > 0 && (
        <Table ref={live.table} aria-label={words.title} className={tableClasses.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{words.columns.time}</Table.Th>
              <Table.Th scope="col">{words.columns.who}</Table.Th>
              <Table.Th scope="col">{words.columns.door}</Table.Th>
              <Table.Th scope="col">{words.columns.outcome}</Table.Th>
              <Table.Th scope="col">{words.columns.cause}</Table.Th>
              <Table.Th scope="col">{words.columns.from}</Table.Th>
              <Table.Th scope="col">{words.columns.reference}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <SignInRow
                key={item.reference}
                item={item}
                search={search}
                isFresh={live.isFresh(item.reference)}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Group>
        {search.after && (
          <Button variant="default" onClick={() => choose({ ...search, after: undefined })}>
            {words.newest}
          </Button>
        )}
        {next && (
          <Button variant="default" onClick={() => void navigate({ search: { ...search, after: next } })}>
            {words.older}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

const tones = { succeeded: 'good', refused: 'bad', pending: 'open' } as const

function SignInRow({ item, search, isFresh }: { item: SignIn; search: SignInsSearch; isFresh: boolean }) {
  const { signIns } = useMessages()
  const { columns, doors, outcomes } = signIns
  const time = useTime('second')
  const from = [item.ip, item.userAgent && deviceName(item.userAgent)].filter(Boolean).join(', ')
  return (
    <Table.Tr className={isFresh ? classes.fresh : undefined}>
      <Table.Td data-label={columns.time} className={classes.short}>
        <time dateTime={item.startedAt}>{time(item.startedAt)}</time>
      </Table.Td>
      <Table.Td data-label={columns.who}>
        <Who item={item} />
        {item.helpAskedAt && item.outcome === 'refused' && (
          <Badge component="span" variant="light" color="orange" ml="xs" className={classes.asked}>
            {signIns.asked}
          </Badge>
        )}
      </Table.Td>
      <Table.Td data-label={columns.door}>{doors[item.door]}</Table.Td>
      <Table.Td data-label={columns.outcome}>
        <Status tone={tones[item.outcome]} data-outcome={item.outcome}>
          {outcomes[item.outcome]}
        </Status>
      </Table.Td>
      <Table.Td data-label={columns.cause}>
        <Cause item={item} />
      </Table.Td>
      <Table.Td data-label={columns.from}>{from}</Table.Td>
      <Table.Td data-label={columns.reference}>
        <RowLink
          to="/administration/sign-ins"
          search={{ ...search, reference: item.reference }}
          underline="always"
          inherit
        >
          {item.reference}
        </RowLink>
      </Table.Td>
    </Table.Tr>
  )
}

/**
 * The newest page of the list, kept up to date. A row that is there changes in its place. A new one appears on top,
 * unless someone is reading below: it then waits behind a button, so that nothing moves under the reader's eyes or
 * finger.
 */
function useLiveList(search: SignInsSearch, items: readonly SignIn[]) {
  const words = useMessages().signIns.live
  const queryClient = useQueryClient()
  const navigate = useNavigate({ from: '/administration/sign-ins' })
  const [isOn, setIsOn] = useState(true)
  const [waiting, setWaiting] = useState<ReadonlyMap<string, SignIn>>(new Map())
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  const table = useRef<HTMLTableElement>(null)
  const { queryKey } = signInsQuery(search)
  const isNewest = search.after === undefined

  const put = (signIns: readonly SignIn[]) =>
    queryClient.setQueryData<Page>(queryKey, (page) => page && withNewest(page, signIns))
  const stands = useLive(filtersOf(search), isOn, {
    attempt(signIn) {
      if (items.some(({ reference }) => reference === signIn.reference)) put([signIn])
      // What is older than the whole page belongs further down.
      else if (isNewest && items.length >= pageSize && signIn.startedAt < (items.at(-1)?.startedAt ?? ''))
        return
      else if (isNewest && !isBeingRead(table.current)) {
        put([signIn])
        setFresh((before) => new Set([...before, signIn.reference]))
      } else setWaiting((before) => new Map(before).set(signIn.reference, signIn))
    },
    reset() {
      setWaiting(new Map())
      void queryClient.invalidateQueries({ queryKey: signInsKey })
    },
  })
  const sentence = !isOn ? words.off : stands === false ? words.broken : words.on
  return {
    isOn,
    turn: setIsOn,
    sentence,
    table,
    held: waiting.size,
    added: fresh.size,
    isFresh: (reference: string) => fresh.has(reference),
    show() {
      if (isNewest) {
        put([...waiting.values()])
        setFresh(new Set(waiting.keys()))
      } else void navigate({ search: { ...search, after: undefined } })
      setWaiting(new Map())
    },
  }
}

/**
 * Whether something on top would move what someone is looking at: they have scrolled down, point at a row, or are in
 * it.
 */
function isBeingRead(table: HTMLTableElement | null): boolean {
  return (
    table !== null &&
    (table.getBoundingClientRect().top < 0 ||
      table.contains(document.activeElement) ||
      table.matches(':hover'))
  )
}

/** The page with these attempts in their places: the newest version of each, newest first. */
function withNewest(page: Page, signIns: readonly SignIn[]): Page {
  const byReference = new Map(page.items.map((item) => [item.reference, item]))
  const added = signIns.filter(({ reference }) => !byReference.has(reference)).length
  for (const signIn of signIns) byReference.set(signIn.reference, signIn)
  const items = [...byReference.values()].sort((one, other) => other.startedAt.localeCompare(one.startedAt))
  return { ...page, items, total: page.more ? page.total : page.total + added }
}
