import { Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedCallback, useDocumentTitle } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { sayDay } from '#shared/end-date.ts'
import { HelpLink } from '../../components/help-link.tsx'
import classes from '../../components/table.module.css'
import { useLanguage, useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { type Device, sharedDevicesQuery } from './devices.queries.ts'
import { EditDevice, UnmarkDevice } from './edit-device.tsx'
import { MarkDevice } from './mark-device.tsx'

const route = getRouteApi('/administration/devices')

type Asked = { kind: 'link' | 'code' } | { kind: 'edit' | 'unmark'; device: Device }

/** Administration > Shared computers: which there are, when they were last used, and how to mark one (R38). */
export function DevicesPage() {
  const { product, sharedComputers } = useMessages()
  const messages = sharedComputers.list
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/administration/devices' })
  const { items, next, total } = useSuspenseQuery(sharedDevicesQuery(search)).data
  const [typed, setTyped] = useState(search.search ?? '')
  const [asked, setAsked] = useState<Asked>()
  const [told, setTold] = useState('')
  const status = useRef<HTMLParagraphElement>(null)
  useDocumentTitle(`${messages.title} · ${product}`)
  const searchFor = useDebouncedCallback(
    (text: string) => void navigate({ search: { search: text || undefined }, replace: true }),
    250,
  )
  const close = () => setAsked(undefined)
  const done = (said: string) => {
    close()
    setTold(said)
    // The button that was pressed may be gone, so keyboard and screen reader users continue at the result.
    status.current?.focus()
  }
  const none = search.search ? messages.noneFound : messages.none
  return (
    <Stack gap="md" data-wide>
      <Title order={1} size="h2">
        {messages.title}
      </Title>
      <Text size="sm">
        {messages.hint} <HelpLink to="shared-computers#mark">{messages.help}</HelpLink>
      </Text>
      <Group>
        <Button onClick={() => setAsked({ kind: 'link' })}>{messages.byLink}</Button>
        <Button variant="default" onClick={() => setAsked({ kind: 'code' })}>
          {messages.byCode}
        </Button>
      </Group>
      {(total > 0 || search.search) && (
        <TextInput
          type="search"
          label={messages.search}
          value={typed}
          maw="20rem"
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            searchFor(event.currentTarget.value)
          }}
        />
      )}
      <Text size="sm" role="status" tabIndex={-1} ref={status}>
        {told} {total === 0 ? none : messages.count(total)}
      </Text>
      {items.length > 0 && <DeviceTable devices={items} onAsk={setAsked} />}
      <Group>
        {search.after && (
          <Button
            variant="default"
            onClick={() => void navigate({ search: { ...search, after: undefined } })}
          >
            {messages.first}
          </Button>
        )}
        {next && (
          <Button variant="default" onClick={() => void navigate({ search: { ...search, after: next } })}>
            {messages.more}
          </Button>
        )}
      </Group>
      {(asked?.kind === 'link' || asked?.kind === 'code') && <MarkDevice by={asked.kind} onClose={close} />}
      {asked?.kind === 'edit' && <EditDevice device={asked.device} onClose={close} onDone={done} />}
      {asked?.kind === 'unmark' && <UnmarkDevice device={asked.device} onClose={close} onDone={done} />}
    </Stack>
  )
}

function DeviceTable({ devices, onAsk }: { devices: Device[]; onAsk: (asked: Asked) => void }) {
  const { list: messages } = useMessages().sharedComputers
  const language = useLanguage()
  const time = useTime('day')
  return (
    <Table aria-label={messages.title} className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{messages.name}</Table.Th>
          <Table.Th scope="col">{messages.location}</Table.Th>
          <Table.Th scope="col">{messages.lastUsed}</Table.Th>
          <Table.Th scope="col">{messages.markedAt}</Table.Th>
          <Table.Th scope="col">{messages.markedBy}</Table.Th>
          <Table.Th scope="col">{messages.actions}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {devices.map((device) => (
          <Table.Tr key={device.id}>
            <Table.Td data-label={messages.name}>{device.name}</Table.Td>
            <Table.Td data-label={messages.location}>{device.locationName}</Table.Td>
            <Table.Td data-label={messages.lastUsed}>
              {device.lastUsedOn === null ? messages.never : sayDay(device.lastUsedOn, language)}
            </Table.Td>
            <Table.Td data-label={messages.markedAt}>{time(device.markedAt)}</Table.Td>
            <Table.Td data-label={messages.markedBy}>
              {device.markedBy?.name ?? messages.removedUser}
            </Table.Td>
            <Table.Td>
              <Group gap="xs" wrap="nowrap">
                <Button
                  variant="default"
                  size="xs"
                  aria-label={messages.editOne(device.name)}
                  onClick={() => onAsk({ kind: 'edit', device })}
                >
                  {messages.edit}
                </Button>
                <Button
                  variant="default"
                  size="xs"
                  aria-label={messages.unmarkOne(device.name)}
                  onClick={() => onAsk({ kind: 'unmark', device })}
                >
                  {messages.unmark}
                </Button>
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
