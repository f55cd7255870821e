import { Button, Table, Text } from '@mantine/core'
import { Status } from '../../components/status.tsx'
import classes from '../../components/table.module.css'
import { useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import type { ApiKey } from './api-keys.queries.ts'

/** Keys, and whether they give access. @param isOwn whether it goes without saying who created them. */
export function KeyTable({
  keys,
  label,
  isOwn = false,
  onRevoke,
}: {
  keys: ApiKey[]
  label: string
  isOwn?: boolean
  onRevoke: (key: ApiKey) => void
}) {
  const { apiKeys: messages, roles } = useMessages()
  const time = useTime()
  const at = (moment: string | null) => (moment ? time(moment) : messages.never)
  return (
    <Table aria-label={label} className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{messages.name}</Table.Th>
          <Table.Th scope="col">{messages.role}</Table.Th>
          <Table.Th scope="col">{messages.location}</Table.Th>
          <Table.Th scope="col">{messages.status}</Table.Th>
          <Table.Th scope="col">{messages.expires}</Table.Th>
          <Table.Th scope="col">{messages.lastUsed}</Table.Th>
          {!isOwn && <Table.Th scope="col">{messages.madeBy}</Table.Th>}
          <Table.Th scope="col">{messages.revoke}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keys.map((key) => (
          <Table.Tr key={key.id}>
            <Table.Td data-card="title">{key.name}</Table.Td>
            <Table.Td data-card="note">{roles[key.role]}</Table.Td>
            <Table.Td data-card="note">{key.locationName}</Table.Td>
            <Table.Td data-card="aside">
              <Status tone={key.state === 'open' ? 'good' : 'bad'}>
                {key.state === 'open' ? messages.states.open : <strong>{messages.states[key.state]}</strong>}
              </Status>
              {key.state === 'asleep' && <Text size="xs">{messages.asleepHint}</Text>}
            </Table.Td>
            <Table.Td data-label={messages.expires} data-card="fact">
              {at(key.expiresAt)}
            </Table.Td>
            <Table.Td data-label={messages.lastUsed} data-card="fact">
              {at(key.lastUsedAt)}
            </Table.Td>
            {!isOwn && (
              <Table.Td data-label={messages.madeBy} data-card="fact">
                {key.createdByName ?? messages.removedUser}
              </Table.Td>
            )}
            <Table.Td data-card="last">
              <Button
                variant="default"
                size="xs"
                aria-label={messages.revokeOne(key.name)}
                onClick={() => onRevoke(key)}
              >
                {messages.revoke}
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
