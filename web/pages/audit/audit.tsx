import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { InferResponseType } from 'hono/client'
import { useState } from 'react'
import { deviceName } from '#shared/devices.ts'
import type { api } from '../../api.ts'
import { ColumnsButton, type ShownColumns, useColumns, WideTable } from '../../components/columns.tsx'
import { Moment } from '../../components/moment.tsx'
import { PageHead } from '../../components/page-head.tsx'
import classes from '../../components/table.module.css'
import { useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { auditQuery, knownIn } from './audit.queries.ts'
import { AuditFilters } from './audit-filters.tsx'
import { type AuditSearch, exportAddress } from './audit-search.ts'
import { recordFacts } from './record-facts.ts'

export type AuditItem = InferResponseType<typeof api.audit.$get, 200>['items'][number]

/** Who did what to whom, when, and from where (R23). */
export function AuditPage() {
  const search = knownIn(useSearch({ from: '/administration/audit' }))
  const messages = useMessages()
  const words = messages.audit
  const navigate = useNavigate({ from: '/administration/audit' })
  const { items, next, total } = useSuspenseQuery(auditQuery(search)).data
  const columns = useColumns(
    'audit',
    optional.map(([name, fits]) => ({ name, label: words[name], fits })),
  )
  useDocumentTitle(`${words.title} · ${messages.product}`)
  const choose = (changed: AuditSearch) => void navigate({ search: changed, replace: true })
  return (
    <Stack gap="lg" data-wide>
      <PageHead
        title={words.title}
        actions={
          <>
            <Button component="a" href={exportAddress(search, 'csv')} download variant="default">
              {words.exportCsv}
            </Button>
            <Button component="a" href={exportAddress(search, 'ndjson')} download variant="default">
              {words.exportNdjson}
            </Button>
          </>
        }
      />
      <AuditFilters
        search={search}
        actorName={items.find(({ actor }) => actor.id === search.actor)?.actor.name ?? undefined}
        onChoose={choose}
        end={<ColumnsButton shown={columns} />}
      />
      <Text size="sm" role="status">
        {items.length === 0 ? words.none : words.count(total)}
      </Text>
      {items.length > 0 && (
        <AuditTable items={items} columns={columns} onActor={(actor) => choose({ actor })} />
      )}
      <Group>
        {search.after && (
          <Button variant="default" onClick={() => choose({ ...search, after: undefined })}>
            {words.newer}
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
  ['actor', 'always'],
  ['target', 'always'],
  ['from', 'wide'],
] as const

type Columns = ShownColumns<(typeof optional)[number][0]>

function AuditTable({
  items,
  columns,
  onActor,
}: {
  items: AuditItem[]
  columns: Columns
  onActor: (actor: string) => void
}) {
  const words = useMessages().audit
  return (
    <WideTable isWider={columns.isWider}>
      <Table aria-label={words.title} className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words.time}</Table.Th>
            {columns.isShown('actor') && <Table.Th scope="col">{words.actor}</Table.Th>}
            <Table.Th scope="col">{words.action}</Table.Th>
            {columns.isShown('target') && <Table.Th scope="col">{words.target}</Table.Th>}
            {columns.isShown('from') && <Table.Th scope="col">{words.from}</Table.Th>}
            <Table.Th scope="col">{words.details}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <AuditRow key={item.id} item={item} isShown={columns.isShown} onActor={onActor} />
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function AuditRow({
  item,
  isShown,
  onActor,
}: {
  item: AuditItem
  isShown: Columns['isShown']
  onActor: (actor: string) => void
}) {
  const words = useMessages().audit
  const [isOpen, setIsOpen] = useState(false)
  const time = useTime('second')(item.at)
  const { actor, user, location, ip, userAgent } = item
  // A key has any name that someone chose for it, and must not pass for a person with that name.
  const kind = actor.kind === 'user' ? undefined : words.actors[actor.kind]
  const doer = [kind, actor.name ?? (kind ? undefined : words.actors.gone)].filter(Boolean).join(': ')
  // If people did something to themselves, they need not be named twice.
  const target = [user && user.id !== actor.id ? (user.name ?? words.actors.gone) : undefined, location?.name]
  const from = [ip, userAgent && deviceName(userAgent)].filter(Boolean).join(', ')
  return (
    <>
      <Table.Tr>
        <Table.Td data-card="note" className={classes.whole}>
          <Moment at={item.at} within="day" />
        </Table.Td>
        {isShown('actor') && <Table.Td data-card="note">{doer}</Table.Td>}
        <Table.Td data-card="title">{item.sentence}</Table.Td>
        {isShown('target') && <Table.Td data-card="note">{target.filter(Boolean).join(', ')}</Table.Td>}
        {isShown('from') && <Table.Td data-card="note">{from}</Table.Td>}
        <Table.Td data-card="aside">
          <Button
            variant="default"
            size="xs"
            aria-expanded={isOpen}
            aria-label={words.show(item.sentence, time)}
            onClick={() => setIsOpen(!isOpen)}
          >
            {words.details}
          </Button>
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td colSpan={3 + optional.length}>
            <AuditDetail item={item} onActor={onActor} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  )
}

/** Everything in the record, in the reader's words. A person and a place are told by name where there is one. */
function AuditDetail({ item, onActor }: { item: AuditItem; onActor: (actor: string) => void }) {
  const messages = useMessages()
  const words = messages.audit
  const time = useTime('second')
  const said = Object.entries(item.detail).filter(
    ([name]) => !(name === 'userId' && item.user?.name) && !(name === 'locationId' && item.location?.name),
  )
  const facts: [string, string | null | undefined][] = [
    [words.id, item.id],
    [words.user, item.user?.name],
    [words.location, item.location?.name],
    [words.address, item.ip],
    [words.device, item.userAgent],
    ...recordFacts(Object.fromEntries(said), messages, time),
  ]
  const actor = item.actor.kind === 'user' ? item.actor.id : item.actor.kind
  return (
    <Alert variant="default">
      <Stack gap="sm" align="flex-start">
        <dl className={classes.facts}>
          {facts.map(
            ([name, value]) =>
              value && (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
        {actor && (
          <Button variant="default" size="xs" onClick={() => onActor(actor)}>
            {words.onlyActor}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}
