import { Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { WideTable } from '../../components/columns.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import classes from '../../components/table.module.css'
import { useHeadingOf } from '../../components/use-heading-of.ts'
import { useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { type ConsentKit, consentKitsQuery, makeConsentKit, revokeConsentKit } from './consent-kit.queries.ts'
import { ConsentKitMail } from './consent-kit-mail.tsx'
import { ConsentKitRefused } from './consent-kit-refused.tsx'

/** What follows the `#` in an address that leads to this panel. */
export const consentKitHash = 'consent-kit'

/**
 * The consent kit of a chain. A manager makes its link, copies or mails it, sees the active links, and revokes them.
 */
export function ConsentKitPanel({ chainId }: { chainId: string }) {
  const messages = useMessages().consentKit.panel
  const [isMailing, setIsMailing] = useState(false)
  const heading = useHeadingOf(consentKitHash)
  const queryClient = useQueryClient()
  const making = useMutation({
    mutationFn: () => makeConsentKit(chainId, {}),
    onSuccess: () => queryClient.invalidateQueries(consentKitsQuery(chainId)),
  })
  return (
    <Paper component="section" withBorder p="md" mt="md" aria-labelledby={consentKitHash}>
      <Stack gap="md" align="flex-start">
        <Title order={3} size="h4" id={consentKitHash} ref={heading} tabIndex={-1}>
          {messages.title}
        </Title>
        <Text size="sm">{messages.intro}</Text>
        <Group gap="xs">
          <Button variant="default" loading={making.isPending} onClick={() => making.mutate()}>
            {messages.make}
          </Button>
          <Button variant="default" onClick={() => setIsMailing(true)}>
            {messages.mail}
          </Button>
        </Group>
        <Stack role="status" gap="xs" w="100%">
          {making.isSuccess && <MadeLink {...making.data} />}
        </Stack>
        {making.error && <ConsentKitRefused error={making.error} />}
        <LivingLinks chainId={chainId} />
      </Stack>
      {isMailing && <ConsentKitMail chainId={chainId} onClose={() => setIsMailing(false)} />}
    </Paper>
  )
}

/** The one moment at which the link can be copied. */
function MadeLink({ link, expiresAt }: { link: string; expiresAt: string }) {
  const messages = useMessages().consentKit.panel
  const day = useTime('day')
  return (
    <>
      <Text size="sm">
        {messages.made} {messages.ends(day(expiresAt))}
      </Text>
      <CopyField label={messages.link} value={link} />
    </>
  )
}

function LivingLinks({ chainId }: { chainId: string }) {
  const { consentKit, home, locations } = useMessages()
  const messages = consentKit.panel
  const queryClient = useQueryClient()
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    ...consentKitsQuery(chainId),
    throwOnError: true,
  })
  const revoking = useMutation({
    mutationFn: (kitId: string) => revokeConsentKit(chainId, kitId),
    onSettled: () => queryClient.invalidateQueries(consentKitsQuery(chainId)),
  })
  if (!data) return <Text role="status">{home.loading}</Text>
  const links = data.pages.flatMap(({ items }) => items)
  return (
    <>
      <Title order={4} size="h5" id="consent-kit-links">
        {messages.living}
      </Title>
      {links.length === 0 ? (
        <Text size="sm">{messages.none}</Text>
      ) : (
        <WideTable>
          <Table aria-labelledby="consent-kit-links" className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{messages.madeBy}</Table.Th>
                <Table.Th scope="col">{messages.recipient}</Table.Th>
                <Table.Th scope="col">{messages.until}</Table.Th>
                <Table.Th scope="col">{messages.lastOpened}</Table.Th>
                <Table.Th scope="col">{messages.answer}</Table.Th>
                <Table.Th scope="col">{messages.revoke}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {links.map((link) => (
                <LinkRow
                  key={link.id}
                  link={link}
                  isBusy={revoking.isPending && revoking.variables === link.id}
                  onRevoke={() => revoking.mutate(link.id)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          {locations.more}
        </Button>
      )}
      <Text role="status" size="sm">
        {revoking.isSuccess && messages.revoked}
      </Text>
      {revoking.error && <ConsentKitRefused error={revoking.error} />}
    </>
  )
}

function LinkRow({ link, isBusy, onRevoke }: { link: ConsentKit; isBusy: boolean; onRevoke: () => void }) {
  const messages = useMessages().consentKit.panel
  const time = useTime()
  const day = useTime('day')
  const recipient = link.recipient ?? messages.notMailed
  const answer = answerOf(link)
  return (
    <Table.Tr>
      <Table.Td data-label={messages.madeBy}>
        {messages.madeByAt(link.createdByName ?? messages.gone, time(link.createdAt))}
      </Table.Td>
      <Table.Td data-label={messages.recipient}>{recipient}</Table.Td>
      <Table.Td data-label={messages.until}>{day(link.expiresAt)}</Table.Td>
      <Table.Td data-label={messages.lastOpened}>
        {link.lastOpenedAt ? time(link.lastOpenedAt) : messages.neverOpened}
      </Table.Td>
      <Table.Td data-label={messages.answer}>
        {answer && link.answeredAt
          ? `${messages.answers[answer]}, ${time(link.answeredAt)}`
          : messages.noAnswer}
      </Table.Td>
      <Table.Td>
        <Button
          variant="default"
          size="xs"
          aria-label={messages.revokeThis(recipient, time(link.createdAt))}
          loading={isBusy}
          onClick={onRevoke}
        >
          {messages.revoke}
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}

function answerOf({ answer }: ConsentKit) {
  if (answer === null) return undefined
  return answer === 'granted' || answer === 'other_tenant' ? answer : 'refused'
}
