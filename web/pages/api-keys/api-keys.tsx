import { Anchor, Button, Stack } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { PageHead } from '../../components/page-head.tsx'
import { SearchedList } from '../../components/searched-list.tsx'
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
  const { data: page } = useSuspenseQuery(apiKeysQuery(search))
  const [isMaking, setMaking] = useState(false)
  const [asked, setAsked] = useState<ApiKey>()
  const [told, setTold] = useState('')
  const status = useRef<HTMLParagraphElement>(null)
  useDocumentTitle(`${messages.title} · ${product}`)
  return (
    <Stack gap="md" data-wide>
      <PageHead
        title={messages.title}
        lead={
          <>
            <span>{messages.hint}</span>{' '}
            <Anchor href="/api/docs" inherit underline="always">
              {messages.docs}
            </Anchor>
          </>
        }
        actions={<Button onClick={() => setMaking(true)}>{messages.make}</Button>}
      />
      <SearchedList
        words={messages}
        page={page}
        search={search}
        told={told}
        status={status}
        onSearch={(wanted, replace) => void navigate({ search: wanted, replace })}
      >
        <KeyTable keys={page.items} label={messages.title} onRevoke={setAsked} />
      </SearchedList>
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
