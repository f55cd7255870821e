import { Anchor, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedCallback, useDocumentTitle } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useMessages } from '../../language.ts'
import { type ApiKey, apiKeysQuery } from './api-keys.queries.ts'
import { KeyTable } from './key-table.tsx'
import { MakeKey } from './make-key.tsx'
import { RevokeKey } from './revoke-key.tsx'

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
  useDocumentTitle(`${messages.title} · ${product}`)
  const searchFor = useDebouncedCallback(
    (text: string) => void navigate({ search: { search: text || undefined }, replace: true }),
    250,
  )
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
      {items.length > 0 && <KeyTable keys={items} label={messages.title} onRevoke={setAsked} />}
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
        <RevokeKey
          apiKey={asked}
          onClose={() => setAsked(undefined)}
          onDone={(said) => {
            setAsked(undefined)
            setTold(said)
            // The button that was pressed is gone, so keyboard and screen reader users continue at the result.
            status.current?.focus()
          }}
        />
      )}
    </Stack>
  )
}
