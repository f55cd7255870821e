import { Button, Stack, Table, Text, Title } from '@mantine/core'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { orderOf, SortHead } from '../../components/sort-head.tsx'
import table from '../../components/table.module.css'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
import { listQuery } from './locations.queries.ts'
import type { Sort } from './locations-search.ts'

const columns = ['name', 'code', 'type', 'country', 'region'] as const

/** All locations within reach, sorted by a column that the person chooses. */
export function LocationList({
  sort,
  mayAdd,
  onSort,
}: {
  sort: Sort | `-${Sort}`
  /** Whether the reader could add a location anywhere. */
  mayAdd: boolean
  onSort: (sort: Sort | `-${Sort}`) => void
}) {
  const { locations: messages, locationTypes } = useMessages()
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(listQuery(sort))
  const total = data.pages[0]?.total ?? 0
  const shown = data.pages.flatMap(({ items }) => items)
  const isOnlyTheChain = shown.length === 1 && shown[0]?.type === 'chain'
  return (
    <Stack gap="sm">
      <Title order={2} size="h4" id="all-locations">
        {messages.all}
      </Title>
      <Text size="sm" c="dimmed">
        {messages.count(total)}
      </Text>
      {isOnlyTheChain && mayAdd && <Text>{messages.onlyTheChain}</Text>}
      <Table className={table.table} aria-labelledby="all-locations">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <SortHead
                key={column}
                label={messages[column]}
                order={orderOf(column, sort)}
                onSort={(isDescending) => onSort(isDescending ? `-${column}` : column)}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ id, name, code, type, country, region }) => (
            <Table.Tr key={id}>
              <Table.Td data-card="title">
                <TextLink
                  from="/administration/locations"
                  to="/administration/locations"
                  search={(before) => ({ ...before, location: id })}
                  inherit
                >
                  {name}
                </TextLink>
              </Table.Td>
              <Table.Td data-label={messages.code} data-card="fact">
                {code}
              </Table.Td>
              <Table.Td data-card="aside">{locationTypes[type]}</Table.Td>
              <Table.Td data-card="note">{country}</Table.Td>
              <Table.Td data-card="note">{region}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {messages.more}
        </Button>
      )}
    </Stack>
  )
}
