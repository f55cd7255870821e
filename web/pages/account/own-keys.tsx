import { Paper, Stack, Text, Title } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useMessages } from '../../language.ts'
import { type ApiKey, ownKeysQuery } from '../api-keys/api-keys.queries.ts'
import { KeyTable } from '../api-keys/key-table.tsx'
import { RevokeKey } from '../api-keys/revoke-key.tsx'

/** The API keys that the person has created, which work without them (R33). Nothing if there was none. */
export function OwnKeysSection() {
  const { own, none } = useMessages().apiKeys
  const { items, total } = useSuspenseQuery(ownKeysQuery).data
  const [asked, setAsked] = useState<ApiKey>()
  const [told, setTold] = useState('')
  const status = useRef<HTMLParagraphElement>(null)
  if (total === 0 && told === '') return null
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="own-keys">
      <Stack gap="md">
        <Title order={2} size="h4" id="own-keys">
          {own.title}
        </Title>
        <Text size="sm">{own.hint}</Text>
        {items.length > 0 && <KeyTable keys={items} label={own.title} isOwn onRevoke={setAsked} />}
        <Text size="sm" role="status" tabIndex={-1} ref={status}>
          {told} {total === 0 && none}
        </Text>
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
    </Paper>
  )
}
