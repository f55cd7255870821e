import { Button, Group, Stack, Table } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { sayDay } from '#shared/end-date.ts'
import { HelpLink } from '../../components/help-link.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { SearchedList } from '../../components/searched-list.tsx'
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
  const { data: page } = useSuspenseQuery(sharedDevicesQuery(search))
  const [asked, setAsked] = useState<Asked>()
  const [told, setTold] = useState('')
  const status = useRef<HTMLParagraphElement>(null)
  useDocumentTitle(`${messages.title} · ${product}`)
  const close = () => setAsked(undefined)
  const done = (said: string) => {
    close()
    setTold(said)
    // The button that was pressed may be gone, so keyboard and screen reader users continue at the result.
    status.current?.focus()
  }
  return (
    <Stack gap="md" data-wide>
      <PageHead
        title={messages.title}
        lead={
          <>
            <span>{messages.hint}</span> <HelpLink to="shared-computers#mark">{messages.help}</HelpLink>
          </>
        }
        actions={
          <>
            <Button variant="default" onClick={() => setAsked({ kind: 'code' })}>
              {messages.byCode}
            </Button>
            <Button onClick={() => setAsked({ kind: 'link' })}>{messages.byLink}</Button>
          </>
        }
      />
      <SearchedList
        words={messages}
        page={page}
        search={search}
        told={told}
        status={status}
        onSearch={(wanted, replace) => void navigate({ search: wanted, replace })}
      >
        <DeviceTable devices={page.items} onAsk={setAsked} />
      </SearchedList>
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
            <Table.Td data-card="title">{device.name}</Table.Td>
            <Table.Td data-card="note">{device.locationName}</Table.Td>
            <Table.Td data-label={messages.lastUsed} data-card="fact">
              {device.lastUsedOn === null ? messages.never : sayDay(device.lastUsedOn, language)}
            </Table.Td>
            <Table.Td data-label={messages.markedAt} data-card="fact">
              {time(device.markedAt)}
            </Table.Td>
            <Table.Td data-label={messages.markedBy} data-card="fact">
              {device.markedBy?.name ?? messages.removedUser}
            </Table.Td>
            <Table.Td data-card="last">
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
