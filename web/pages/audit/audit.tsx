import { Alert, Anchor, Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { InferResponseType } from 'hono/client'
import { useState } from 'react'
import { deviceName } from '#shared/devices.ts'
import type { api } from '../../api.ts'
import classes from '../../components/table.module.css'
import { useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { auditQuery, knownIn } from './audit.queries.ts'
import { AuditFilters } from './audit-filters.tsx'
import { type AuditSearch, exportAddress } from './audit-search.ts'

export type AuditItem = InferResponseType<typeof api.audit.$get, 200>['items'][number]

/** Who did what to whom, when, and from where (R23). */
export function AuditPage() {
  const search = knownIn(useSearch({ from: '/administration/audit' }))
  const messages = useMessages()
  const words = messages.audit
  const navigate = useNavigate({ from: '/administration/audit' })
  const { items, next, total } = useSuspenseQuery(auditQuery(search)).data
  useDocumentTitle(`${words.title} · ${messages.product}`)
  const choose = (changed: AuditSearch) => void navigate({ search: changed, replace: true })
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        {words.title}
      </Title>
      <AuditFilters
        search={search}
        actorName={items.find(({ actor }) => actor.id === search.actor)?.actor.name ?? undefined}
        onChoose={choose}
      />
      <Group justify="space-between">
        <Text role="status">{items.length === 0 ? words.none : words.count(total)}</Text>
        <Group gap="md">
          <Anchor href={exportAddress(search, 'csv')} underline="always" download>
            {words.exportCsv}
          </Anchor>
          <Anchor href={exportAddress(search, 'ndjson')} underline="always" download>
            {words.exportNdjson}
          </Anchor>
        </Group>
      </Group>
      {items.length > 0 && <AuditTable items={items} onActor={(actor) => choose({ actor })} />}
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

function AuditTable({ items, onActor }: { items: AuditItem[]; onActor: (actor: string) => void }) {
  const words = useMessages().audit
  return (
    <Table aria-label={words.title} className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{words.time}</Table.Th>
          <Table.Th scope="col">{words.actor}</Table.Th>
          <Table.Th scope="col">{words.action}</Table.Th>
          <Table.Th scope="col">{words.target}</Table.Th>
          <Table.Th scope="col">{words.from}</Table.Th>
          <Table.Th scope="col">{words.details}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <AuditRow key={item.id} item={item} onActor={onActor} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function AuditRow({ item, onActor }: { item: AuditItem; onActor: (actor: string) => void }) {
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
        <Table.Td data-label={words.time}>
          <time dateTime={item.at}>{time}</time>
        </Table.Td>
        <Table.Td data-label={words.actor}>{doer}</Table.Td>
        <Table.Td data-label={words.action}>{item.sentence}</Table.Td>
        <Table.Td data-label={words.target}>{target.filter(Boolean).join(', ')}</Table.Td>
        <Table.Td data-label={words.from}>{from}</Table.Td>
        <Table.Td>
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
          <Table.Td colSpan={6}>
            <AuditDetail item={item} onActor={onActor} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  )
}

/** Everything in the record, as it was written. IDs of people and places are replaced by names if there are any. */
function AuditDetail({ item, onActor }: { item: AuditItem; onActor: (actor: string) => void }) {
  const words = useMessages().audit
  const facts: [string, string | null | undefined][] = [
    [words.id, item.id],
    [words.action, item.action],
    [words.user, item.user?.name],
    [words.location, item.location?.name],
    [words.address, item.ip],
    [words.device, item.userAgent],
    ...Object.entries(item.detail)
      .filter(
        ([name]) =>
          !(name === 'userId' && item.user?.name) && !(name === 'locationId' && item.location?.name),
      )
      .map(([name, value]): [string, string] => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
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
