import { Anchor, Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedCallback, useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { api } from '../../api.ts'
import { Dialog } from '../../components/dialog.tsx'
import classes from '../../components/table.module.css'
import { useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { type ApiKey, apiKeysKey, apiKeysQuery } from './api-keys.queries.ts'
import { MakeKey } from './make-key.tsx'

const route = getRouteApi('/administration/api-keys')

/** Administration > API keys: which there are, who created them, and whether they give access. */
export function ApiKeysPage() {
  const { apiKeys: messages, product } = useMessages()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/administration/api-keys' })
  const { items, next, total } = useSuspenseQuery(apiKeysQuery(search)).data
  const [typed, setTyped] = useState(search.search ?? '')
  const [isMaking, setMaking] = useState(false)
  const [asked, setAsked] = useState<ApiKey>()
  const [told, setTold] = useState('')
  const status = useRef<HTMLParagraphElement>(null)
  const queryClient = useQueryClient()
  useDocumentTitle(`${messages.title} · ${product}`)
  const searchFor = useDebouncedCallback(
    (text: string) => void navigate({ search: { search: text || undefined }, replace: true }),
    250,
  )
  const revoking = useMutation({
    mutationFn: ({ id }: ApiKey) => api['api-keys'][':id'].$delete({ param: { id } }),
    onSuccess: (_, { name }) => setTold(messages.revoked(name)),
    onError: () => setTold(messages.failed.other),
    onSettled: async () => {
      setAsked(undefined)
      await queryClient.invalidateQueries({ queryKey: apiKeysKey })
      // The button that was pressed is gone, so keyboard and screen reader users continue at the result.
      status.current?.focus()
    },
  })
  return (
    <Stack gap="md" data-wide>
      <Title order={1} size="h2">
        {messages.title}
      </Title>
      <Text size="sm">
        {messages.hint}{' '}
        <Anchor href="/api/docs" inherit underline="always">
          {messages.docs}
        </Anchor>
      </Text>
      <Group>
        <Button onClick={() => setMaking(true)}>{messages.make}</Button>
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
        {told} {total === 0 ? messages.none : messages.count(total)}
      </Text>
      {items.length > 0 && <KeyTable keys={items} onRevoke={setAsked} />}
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
      {isMaking && <MakeKey onClose={() => setMaking(false)} />}
      {asked && (
        <Dialog title={messages.revokeTitle(asked.name)} onClose={() => setAsked(undefined)}>
          <Text size="sm">{messages.revokeHint}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsked(undefined)}>
              {messages.cancel}
            </Button>
            <Button color="red.9" loading={revoking.isPending} onClick={() => revoking.mutate(asked)}>
              {messages.revoke}
            </Button>
          </Group>
        </Dialog>
      )}
    </Stack>
  )
}

function KeyTable({ keys, onRevoke }: { keys: ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  const { apiKeys: messages, roles } = useMessages()
  const time = useTime()
  const at = (moment: string | null) => (moment ? time(moment) : messages.never)
  return (
    <Table aria-label={messages.title} className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{messages.name}</Table.Th>
          <Table.Th scope="col">{messages.role}</Table.Th>
          <Table.Th scope="col">{messages.location}</Table.Th>
          <Table.Th scope="col">{messages.status}</Table.Th>
          <Table.Th scope="col">{messages.expires}</Table.Th>
          <Table.Th scope="col">{messages.lastUsed}</Table.Th>
          <Table.Th scope="col">{messages.madeBy}</Table.Th>
          <Table.Th scope="col">{messages.revoke}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keys.map((key) => (
          <Table.Tr key={key.id}>
            <Table.Td data-label={messages.name}>{key.name}</Table.Td>
            <Table.Td data-label={messages.role}>{roles[key.role]}</Table.Td>
            <Table.Td data-label={messages.location}>{key.locationName}</Table.Td>
            <Table.Td data-label={messages.status}>
              {key.state === 'open' ? messages.states.open : <strong>{messages.states[key.state]}</strong>}
              {key.state === 'asleep' && <Text size="xs">{messages.asleepHint}</Text>}
            </Table.Td>
            <Table.Td data-label={messages.expires}>{at(key.expiresAt)}</Table.Td>
            <Table.Td data-label={messages.lastUsed}>{at(key.lastUsedAt)}</Table.Td>
            <Table.Td data-label={messages.madeBy}>{key.createdByName ?? messages.removedUser}</Table.Td>
            <Table.Td>
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
