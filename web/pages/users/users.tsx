import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Table, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { mostImportRows } from '#shared/import-columns.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { ColumnsButton, WideTable } from '../../components/columns.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { orderOf, SortHead } from '../../components/sort-head.tsx'
import tableClasses from '../../components/table.module.css'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import { ExplainSearch } from './explain-search.tsx'
import many from './many.module.css'
import { ManyUsers } from './many-users.tsx'
import { NearMissNotice } from './near-misses.tsx'
import { isSelected } from './selection.ts'
import { type UsersSelection, useSelection } from './use-selection.ts'
import type { StepOutcome } from './user-actions.tsx'
import { isSortable, useUserColumns } from './user-columns.ts'
import { UserFilters } from './user-filters.tsx'
import { UserRow } from './user-row.tsx'
import classes from './users.module.css'
import {
  filtersOf,
  pageSizes,
  type Sortable,
  type User,
  type UsersSearch,
  usersQuery,
} from './users.queries.ts'

const route = getRouteApi('/administration/users')

/** Administration > Manage User Accounts: who has access to a location. Every choice is in the address. */
export function UsersPage() {
  const all = useMessages()
  const messages = all.users
  const search = route.useSearch()
  const { data } = useSuspenseQuery(usersQuery(search))
  const { user: self } = useSession()
  const [outcome, setOutcome] = useState<StepOutcome>()
  const status = useRef<HTMLParagraphElement>(null)
  const choose = useChoose()
  const { sort: _, ...filter } = filtersOf(search)
  const select = useSelection(JSON.stringify(filter), data.items)
  const columns = useUserColumns()
  const shown = columns.columns.filter(({ isOn }) => isOn)
  useDocumentTitle(`${messages.title} · ${all.product}`)
  // The row has left the list, and the keyboard focus with it.
  useEffect(() => {
    if (outcome && data && document.activeElement === document.body) status.current?.focus()
  }, [outcome, data])
  const format = data.total > mostImportRows ? 'csv' : 'xlsx'
  const exported = new URLSearchParams({ ...filtersOf(search), format })
  return (
    <Stack gap="md" data-wide>
      <PageHead
        title={messages.title}
        actions={
          <>
            <Button component="a" href={`/api/v1/users/export?${exported}`} download variant="default">
              {messages.export_}
            </Button>
            <ButtonLink to="/administration/users/import" variant="default">
              {messages.import_}
            </ButtonLink>
            <ButtonLink to="/administration/users/new">{messages.add}</ButtonLink>
          </>
        }
      />
      <ExplainSearch />
      <NearMissNotice />
      <UserFilters search={search} onChoose={choose} end={<ColumnsButton shown={columns} />} />
      {outcome && 'failure' in outcome && <Alert color="red" title={outcome.failure} role="alert" />}
      <Text size="sm" role="status" tabIndex={-1} ref={status}>
        {outcome && 'done' in outcome && `${outcome.done} `}
        {data.total === 0 ? messages.none : messages.count(data.total)}
      </Text>
      {data.total === 1 && data.items[0]?.id === self.id && <Text>{messages.alone}</Text>}
      {data.items.length > 0 && (
        <PageCheckbox className={many.onPage} page={data.items} select={select} isLabelled />
      )}
      {data.items.length > 0 && (
        <WideTable isWider={columns.isWider}>
          <Table className={`${tableClasses.table} ${classes.people}`} aria-label={messages.title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col" className={many.pick}>
                  <PageCheckbox page={data.items} select={select} />
                </Table.Th>
                <SortedBy by="username" label={messages.columns.username} isFrozen />
                {shown.map(({ name, label }) =>
                  isSortable(name) ? (
                    <SortedBy key={name} by={name} label={label} />
                  ) : (
                    <Table.Th key={name} scope="col">
                      {label}
                    </Table.Th>
                  ),
                )}
                <Table.Th scope="col">{messages.columns.actions}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.items.map((user) => (
                <UserRow
                  key={user.id}
                  user={user}
                  columns={shown.map(({ name }) => name).join(' ')}
                  isSelected={isSelected(select.selection, user.id)}
                  onSelect={(isRange) => select.toggle(user, isRange)}
                  onOutcome={setOutcome}
                />
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
      <Pages search={search} shown={data.items.length} total={data.total} next={data.next} />
      <ManyUsers
        select={select}
        search={search}
        total={data.total}
        isWholePage={data.items.every(({ id }) => isSelected(select.selection, id))}
      />
    </Stack>
  )
}

/** Selects everyone on the page, or takes them out. */
function PageCheckbox({
  page,
  select,
  className,
  isLabelled = false,
}: {
  page: readonly User[]
  select: UsersSelection
  className?: string | undefined
  isLabelled?: boolean
}) {
  const label = useMessages().manyUsers.selectPage
  const selected = page.filter(({ id }) => isSelected(select.selection, id)).length
  const isWhole = selected === page.length
  return (
    <Checkbox
      {...(className && { className })}
      {...(isLabelled ? { label } : { 'aria-label': label })}
      checked={isWhole}
      indeterminate={selected > 0 && !isWhole}
      onChange={() => select.togglePage(!isWhole)}
    />
  )
}

/** Another choice starts again with the first page. */
function useChoose() {
  const navigate = useNavigate({ from: '/administration/users' })
  return (change: UsersSearch, { replace = false } = {}) =>
    navigate({
      to: '/administration/users',
      search: (before) => ({ ...before, cursor: undefined, skipped: undefined, ...change }),
      replace,
    })
}

/** The heading of a column by which the list can be sorted. */
function SortedBy({ by, label, isFrozen = false }: { by: Sortable; label: string; isFrozen?: boolean }) {
  const { sort = 'name' } = route.useSearch()
  const choose = useChoose()
  return (
    <SortHead
      label={label}
      order={orderOf(by, sort)}
      isFrozen={isFrozen}
      onSort={(isDescending) => void choose({ sort: isDescending ? `-${by}` : by })}
    />
  )
}

function Pages({
  search,
  shown,
  total,
  next,
}: {
  search: UsersSearch
  shown: number
  total: number
  next: string | null
}) {
  const { users: messages } = useMessages()
  const choose = useChoose()
  const skipped = search.skipped ?? 0
  // A cursor only leads forward. The way back is known for the pages that were visited.
  const [before] = useState(() => new Map<string, UsersSearch>())
  const previous = search.cursor ? before.get(search.cursor) : undefined
  const showNextPage = () => {
    if (next === null) return
    before.set(next, { cursor: search.cursor, skipped: search.skipped })
    void choose({ cursor: next, skipped: skipped + shown })
  }
  const sizes = pageSizes.map((size) => ({ value: String(size), label: String(size) }))
  return (
    <Group justify="space-between" align="end">
      <NativeSelect
        label={messages.perPage}
        value={String(search.limit ?? 25)}
        data={sizes}
        onChange={(event) => {
          const size = Number(event.currentTarget.value)
          void choose({ limit: pageSizes.find((one) => one === size) })
        }}
      />
      <Group gap="xs">
        {shown > 0 && <Text size="sm">{messages.range(skipped + 1, skipped + shown, total)}</Text>}
        <Button variant="default" disabled={!search.cursor} onClick={() => choose({})}>
          {messages.first}
        </Button>
        <Button variant="default" disabled={!previous} onClick={() => previous && choose(previous)}>
          {messages.previous}
        </Button>
        <Button variant="default" disabled={next === null} onClick={showNextPage}>
          {messages.next}
        </Button>
      </Group>
    </Group>
  )
}
