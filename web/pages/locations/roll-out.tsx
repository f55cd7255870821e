import { Alert, Badge, Button, Group, List, Paper, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sayDay } from '#shared/end-date.ts'
import { api, basedOn } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { Address } from '../../components/address.tsx'
import { WideTable } from '../../components/columns.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { HelpLink } from '../../components/help-link.tsx'
import type { Meanwhile } from '../../components/meanwhile.tsx'
import classes from '../../components/table.module.css'
import { useLanguage, useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { useChange } from './change.tsx'
import { LastRefusal } from './last-refusal.tsx'
import { type Advanced, locationsKey } from './locations.queries.ts'
import {
  type RollOut as Plan,
  rollOutQuery,
  type WaveReadiness,
  type WaveRehearsal,
  waveReadinessQuery,
  waveRehearsalQuery,
} from './roll-out.queries.ts'
import { RollOutForm } from './roll-out-form.tsx'
import type { Node, Tree } from './tree.ts'

/** Beyond this many people of a wave, a number stands for the rest. */
const shown = 50

const routes = api.locations[':id'].advanced['roll-out']

/** The roll-out of mandatory authentication along the tree (R36): planned, watched, paused and resumed here. */
export function RollOut({ chain, tree, advanced }: { chain: Node; tree: Tree; advanced: Advanced }) {
  const messages = useMessages()
  const { rollOut: words, locations } = messages
  const { data: plan } = useQuery({ ...rollOutQuery(chain.id), throwOnError: true })
  const [isEdited, setEdited] = useState(false)
  const [isRemoved, setRemoved] = useState(false)
  const param = { id: chain.id }
  const queryClient = useQueryClient()
  const meanwhile = (_: Meanwhile, close: () => void) => {
    const read = async () => {
      await queryClient.invalidateQueries({ queryKey: locationsKey })
      close()
    }
    return <ChangedSince onRead={() => void read()} />
  }
  const seen = basedOn(plan?.version ?? '')
  const resuming = useChange(() => parseResponse(routes.resume.$post({ param }, seen)), undefined, {
    meanwhile,
  })
  const pausing = useChange(
    (waveId: string) => parseResponse(routes.pause.$post({ param, json: { waveId } }, seen)),
    undefined,
    { meanwhile },
  )
  const removing = useChange(
    (_: null) => parseResponse(routes.$delete({ param })),
    () => setRemoved(false),
  )
  if (!plan) return null
  const isPlanned = plan.waves.length > 0
  // Where it is on anyway, there is nothing to roll out.
  if (advanced.mandatoryAuthentication && !isPlanned) return null
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="roll-out">
      <Stack gap="sm" align="flex-start">
        <Group gap="xs">
          <Title order={3} size="h4" id="roll-out">
            {words.title}
          </Title>
          {isPlanned && <Badge variant="default">{words.planStates[plan.state]}</Badge>}
        </Group>
        <Text size="sm">
          {words.hint} <HelpLink to="roll-out#plan">{words.help}</HelpLink>
        </Text>
        {plan.state === 'paused' && (
          <Paused plan={plan} isBusy={resuming.isBusy} onResume={() => resuming.carryOut(null)} />
        )}
        {isPlanned && !isEdited && (
          <Waves
            chain={chain}
            tree={tree}
            plan={plan}
            isRehearsed={advanced.rehearsal}
            onPause={(waveId) => pausing.carryOut(waveId)}
          />
        )}
        {advanced.azureTenantId === null && !isPlanned && <Text size="sm">{words.needsTenant}</Text>}
        {isEdited && (
          <RollOutForm
            chain={chain}
            tree={tree}
            plan={plan}
            timeZone={advanced.timeZone}
            onClose={() => setEdited(false)}
          />
        )}
        {!isEdited && (isPlanned || advanced.azureTenantId !== null) && (
          <Group gap="xs">
            <Button variant="default" onClick={() => setEdited(true)}>
              {isPlanned ? words.change : words.plan}
            </Button>
            {isPlanned && (
              <Button variant="default" onClick={() => setRemoved(true)}>
                {words.remove}
              </Button>
            )}
          </Group>
        )}
        {resuming.outcome}
        {pausing.outcome}
        {isRemoved && (
          <Dialog title={words.removeTitle} onClose={() => setRemoved(false)}>
            <Text size="sm">{words.removeHint}</Text>
            {removing.outcome}
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setRemoved(false)}>
                {locations.cancel}
              </Button>
              <Button color="red" loading={removing.isBusy} onClick={() => removing.carryOut(null)}>
                {words.remove}
              </Button>
            </Group>
          </Dialog>
        )}
      </Stack>
    </Paper>
  )
}

/** The plan as it is now, before the person decides about it. */
function ChangedSince({ onRead }: { onRead: () => void }) {
  const { rollOut: words } = useMessages()
  return (
    <Alert color="orange" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{words.changedSince}</Text>
        <Button variant="default" onClick={onRead}>
          {words.readAgain}
        </Button>
      </Stack>
    </Alert>
  )
}

/** Why it is paused, with whom it concerns, and the way on. */
function Paused({ plan, isBusy, onResume }: { plan: Plan; isBusy: boolean; onResume: () => void }) {
  const { rollOut: words, refusalWords } = useMessages()
  const because = plan.pausedBecause
  return (
    <Alert color="orange" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{words.resumeHint}</Text>
        {because && (
          <>
            <Text size="sm">{words.pausedByItself(because.refused)}</Text>
            <List size="sm">
              {because.causes.map(({ code, usernames }) => (
                <List.Item key={code}>
                  {refusalWords[code].short} ({usernames.join(', ')})
                </List.Item>
              ))}
            </List>
          </>
        )}
        <Button loading={isBusy} onClick={onResume}>
          {words.resume}
        </Button>
      </Stack>
    </Alert>
  )
}

function Waves({
  chain,
  tree,
  plan,
  isRehearsed,
  onPause,
}: {
  chain: Node
  tree: Tree
  plan: Plan
  isRehearsed: boolean
  onPause: (waveId: string) => void
}) {
  const { rollOut: words } = useMessages()
  const language = useLanguage()
  const { data } = useQuery({ ...waveReadinessQuery(chain.id), throwOnError: true })
  const { data: rehearsal } = useQuery({
    ...waveRehearsalQuery(chain.id),
    enabled: isRehearsed,
    throwOnError: true,
  })
  return (
    <WideTable>
      <Table className={classes.table} aria-label={words.waves} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words.branches}</Table.Th>
            <Table.Th scope="col">{words.startsOn}</Table.Th>
            <Table.Th scope="col">{words.state}</Table.Th>
            <Table.Th scope="col">{words.people}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {plan.waves.map(({ id, locationIds, startsOn, state }) => (
            <Table.Tr key={id}>
              <Table.Td data-label={words.branches}>
                {locationIds.map((location) => tree.byId.get(location)?.name ?? '…').join(', ')}
              </Table.Td>
              <Table.Td data-label={words.startsOn}>
                <span className={classes.whole}>{sayDay(startsOn, language)}</span>
              </Table.Td>
              <Table.Td data-label={words.state}>
                <span className={classes.whole}>{words.states[state]}</span>
                {state === 'running' && (
                  <Button variant="default" size="compact-xs" ml="xs" onClick={() => onPause(id)}>
                    {words.pause}
                  </Button>
                )}
              </Table.Td>
              <Table.Td data-label={words.people}>
                <Ready wave={data?.waves.find(({ waveId }) => waveId === id)} />
                {rehearsal?.rehearsal && state === 'planned' && (
                  <Rehearsed wave={rehearsal.waves.find(({ waveId }) => waveId === id)} />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

/** The people of a wave who would have been refused in the rehearsal, and how often. */
function Rehearsed({ wave }: { wave: WaveRehearsal | undefined }) {
  const { rollOut: words, setup } = useMessages()
  const time = useTime()
  if (!wave || wave.counts.affected === 0) return null
  const people = wave.wouldBeRefused
  if (people.length === 0) return <div>{words.nobodyRehearsed}</div>
  return (
    <details>
      <summary>{words.rehearsed(people.length)}</summary>
      <List size="xs">
        {people.slice(0, shown).map(({ userId, username, email, wouldBeRefused, lastPasswordSignInAt }) => (
          <List.Item key={userId}>
            {username} (<Address of={email} />)
            {lastPasswordSignInAt && `: ${setup.rehearsal.times(wouldBeRefused, time(lastPasswordSignInAt))}`}
          </List.Item>
        ))}
      </List>
      {people.length > shown && words.more(people.length - shown)}
    </details>
  )
}

/** How many of a wave are ready, and who is not. */
function Ready({ wave }: { wave: WaveReadiness | undefined }) {
  const { rollOut: words, locations } = useMessages()
  if (!wave) return null
  const { affected, linked, neverTried, refused } = wave.counts
  const excepted = wave.excepted.length
  if (affected + excepted === 0) return words.nobody
  const facts = [
    affected > 0 && words.ready(linked, affected),
    neverTried > 0 && words.neverTried(neverTried),
    refused > 0 && words.refused(refused),
    excepted > 0 && words.excepted(excepted),
  ]
  return (
    <>
      {facts.map((fact) => fact && <div key={fact}>{fact}</div>)}
      {wave.notReady.length > 0 && (
        <details>
          <summary>{words.notReady(wave.notReady.length)}</summary>
          <List size="xs">
            {wave.notReady.slice(0, shown).map(({ userId, username, email, state, lastAttempt }) => (
              <List.Item key={userId}>
                {username} (<Address of={email} />
                ): {locations.readiness.states[state]}
                <LastRefusal attempt={lastAttempt} />
              </List.Item>
            ))}
          </List>
          {wave.notReady.length > shown && words.more(wave.notReady.length - shown)}
        </details>
      )}
    </>
  )
}
