import { Button, Paper, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { Address } from '../../components/address.tsx'
import { WideTable } from '../../components/columns.tsx'
import classes from '../../components/table.module.css'
import { useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { useChange } from './change.tsx'
import { LastRefusal } from './last-refusal.tsx'
import type { Advanced } from './locations.queries.ts'
import { type Rehearsal as Found, rehearsalQuery } from './setup.queries.ts'

/** Beyond this many people, a number stands for the rest. */
const shown = 50

/**
 * The rehearsal of mandatory authentication: started, watched and ended here. While mandatory authentication is on,
 * there is nothing to rehearse.
 */
export function Rehearsal({
  chainId,
  advanced,
  nameOf,
}: {
  chainId: string
  advanced: Advanced
  nameOf: (id: string) => string
}) {
  const { startedAbove } = useMessages().locations.settings
  const { advancedSettings, setup } = useMessages()
  const { label, hint } = advancedSettings.rehearsal
  const texts = setup.rehearsal
  const change = useChange((rehearsal: boolean) =>
    parseResponse(api.locations[':id'].advanced.$patch({ param: { id: chainId }, json: { rehearsal } })),
  )
  if (advanced.mandatoryAuthentication) return null
  const { rehearsalFrom } = advanced
  const above = rehearsalFrom === null || rehearsalFrom === chainId ? undefined : nameOf(rehearsalFrom)
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="rehearsal">
      <Stack gap="sm" align="flex-start">
        <Title order={3} size="h4" id="rehearsal">
          {label}
        </Title>
        <Text size="sm">
          {hint} {texts.onMail}
        </Text>
        {advanced.rehearsal && <Report chainId={chainId} />}
        {advanced.azureTenantId === null && <Text size="sm">{texts.needsTenant}</Text>}
        {above && <Text size="sm">{startedAbove(above)}</Text>}
        {!above && advanced.azureTenantId !== null && (
          <Button
            variant="default"
            loading={change.isBusy}
            onClick={() => change.carryOut(!advanced.rehearsal)}
          >
            {advanced.rehearsal ? texts.end : texts.begin}
          </Button>
        )}
        {change.outcome}
      </Stack>
    </Paper>
  )
}

function Report({ chainId }: { chainId: string }) {
  const messages = useMessages()
  const texts = messages.setup.rehearsal
  const { data } = useQuery({ ...rehearsalQuery(chainId), throwOnError: true })
  const time = useTime('sentence')
  if (!data) return <Text role="status">{messages.home.loading}</Text>
  const { counts, since, people } = data
  return (
    <>
      <Text size="sm">
        {since && texts.since(time(since))}{' '}
        <strong>{counts.wouldBeRefused === 0 ? texts.nobody : texts.refused(counts.wouldBeRefused)}</strong>{' '}
        {texts.ready(counts.ready, counts.affected)}
      </Text>
      {people.length > 0 && (
        <WideTable>
          <Table className={classes.table} aria-label={messages.advancedSettings.rehearsal.label} fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{texts.user}</Table.Th>
                <Table.Th scope="col">{texts.passwordSignIns}</Table.Th>
                <Table.Th scope="col">{texts.microsoft}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {people.slice(0, shown).map((person) => (
                <Person key={person.userId} {...person} />
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
      {people.length > shown && <Text size="sm">{texts.more(people.length - shown)}</Text>}
    </>
  )
}

function Person({
  username,
  email,
  state,
  lastAttempt,
  wouldBeRefused,
  lastPasswordSignInAt,
}: Found['people'][number]) {
  const { setup, locations } = useMessages()
  const time = useTime()
  return (
    <Table.Tr>
      <Table.Td>
        {username}
        <Text size="xs" c="dimmed">
          <Address of={email} />
        </Text>
      </Table.Td>
      <Table.Td data-label={setup.rehearsal.passwordSignIns}>
        {lastPasswordSignInAt
          ? setup.rehearsal.times(wouldBeRefused, time(lastPasswordSignInAt))
          : setup.rehearsal.none}
      </Table.Td>
      <Table.Td data-label={setup.rehearsal.microsoft}>
        {locations.readiness.states[state]}
        <LastRefusal attempt={lastAttempt} />
      </Table.Td>
    </Table.Tr>
  )
}
