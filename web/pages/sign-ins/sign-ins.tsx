import { Badge, Button, Group, Stack, Switch, Table, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { deviceName } from '#shared/devices.ts'
import { ColumnsButton, useColumns, WideTable } from '../../components/columns.tsx'
import { Moment } from '../../components/moment.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { Status } from '../../components/status.tsx'
import tableClasses from '../../components/table.module.css'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
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
  const columns = useColumns(
    'sign-ins',
    optional.map(([name, fits]) => ({ name, label: words.columns[name], fits })),
  )
  useDocumentTitle(`${words.title} · ${messages.product}`)
  const choose = (changed: SignInsSearch) => void navigate({ search: changed, replace: true })
  return (
    <Stack gap="lg" data-wide>
      <PageHead title={words.title} />
      <Patterns />
      <SignInFilters search={search} onChoose={choose} end={<ColumnsButton shown={columns} />} />
      <Group justify="space-between">
        <Text size="sm">{items.length === 0 ? words.none : count}</Text>
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
        <WideTable isWider={columns.isWider}>
          <Table ref={live.table} aria-label={words.title} className={tableClasses.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{words.columns.time}</Table.Th>
                <Table.Th scope="col" data-frozen>
                  {words.columns.who}
                </Table.Th>
                {columns.isShown('door') && <Table.Th scope="col">{words.columns.door}</Table.Th>}
                <Table.Th scope="col">{words.columns.outcome}</Table.Th>
                {columns.isShown('cause') && <Table.Th scope="col">{words.columns.cause}</Table.Th>}
                {columns.isShown('from') && <Table.Th scope="col">{words.columns.from}</Table.Th>}
                <Table.Th scope="col">{words.columns.reference}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item) => (
                <SignInRow
                  key={item.reference}
                  item={item}
                  search={search}
                  isShown={columns.isShown}
                  isFresh={live.isFresh(item.reference)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
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

/** The columns that a reader may do without, and which windows have room for them. */
const optional = [
  ['door', 'wide'],
  ['cause', 'always'],
  ['from', 'wide'],
] as const

const tones = { succeeded: 'good', refused: 'bad', pending: 'open' } as const

function SignInRow({
  item,
  search,
  isShown,
  isFresh,
}: {
  item: SignIn
  search: SignInsSearch
  isShown: (column: (typeof optional)[number][0]) => boolean
  isFresh: boolean
}) {
  const { signIns } = useMessages()
  const { columns, doors, outcomes } = signIns
  const from = [item.ip, item.userAgent && deviceName(item.userAgent)].filter(Boolean).join(', ')
  return (
    <Table.Tr className={isFresh ? classes.fresh : undefined}>
      <Table.Td data-card="note" className={tableClasses.whole}>
        <Moment at={item.startedAt} within="day" />
      </Table.Td>
      <Table.Td data-card="title" data-frozen>
        <Who item={item} />
        {item.helpAskedAt && item.outcome === 'refused' && (
          <Badge component="span" variant="light" color="orange" ml="xs" className={classes.asked}>
            {signIns.asked}
          </Badge>
        )}
      </Table.Td>
      {isShown('door') && <Table.Td data-card="note">{doors[item.door]}</Table.Td>}
      <Table.Td data-card="aside">
        <Status tone={tones[item.outcome]} data-outcome={item.outcome}>
          {outcomes[item.outcome]}
        </Status>
      </Table.Td>
      {isShown('cause') && (
        <Table.Td data-card="lead">
          <Cause item={item} />
        </Table.Td>
      )}
      {isShown('from') && <Table.Td data-card="note">{from}</Table.Td>}
      <Table.Td data-label={columns.reference} data-card="fact" className={tableClasses.whole}>
        <TextLink
          to="/administration/sign-ins"
          search={{ ...search, reference: item.reference }}
          underline="always"
          inherit
        >
          {item.reference}
        </TextLink>
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
