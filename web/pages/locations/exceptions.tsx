import {
  Alert,
  Badge,
  Button,
  Group,
  Paper,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { isDay, sayDay } from '#shared/end-date.ts'
import { api, basedOn, RefusedRequest } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { Address } from '../../components/address.tsx'
import { WideTable } from '../../components/columns.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { HelpLink } from '../../components/help-link.tsx'
import { ChangedMeanwhile, meanwhileOf } from '../../components/meanwhile.tsx'
import classes from '../../components/table.module.css'
import { useLanguage, useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import { locationsKey, readinessQuery } from './locations.queries.ts'

const exceptionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...locationsKey, 'exceptions', id],
    queryFn: async () =>
      await parseResponse(api.locations[':id'].advanced.exceptions.$get({ param: { id } })),
  })

type Exception = Awaited<
  ReturnType<NonNullable<ReturnType<typeof exceptionsQuery>['queryFn']>>
>['items'][number]
type Asked = { kind: 'make' } | { kind: 'change' | 'remove'; exception: Exception }

/** Who may keep a password under mandatory authentication, why, and until when (R14). */
export function Exceptions({ chainId, isSetAbove }: { chainId: string; isSetAbove: boolean }) {
  const words = useMessages().locations.exceptions
  const language = useLanguage()
  const { data: answer } = useQuery(exceptionsQuery(chainId))
  const data = answer?.items ?? []
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="exceptions">
      <Stack gap="sm">
        <Title order={3} size="h5" id="exceptions">
          {words.title}
        </Title>
        <Text size="sm">
          {isSetAbove ? words.setAbove : words.hint}{' '}
          <HelpLink to="roll-out#exceptions">{words.help}</HelpLink>
        </Text>
        {data.length === 0 && <Text size="sm">{words.none}</Text>}
        {data.length > 0 && (
          <WideTable>
            <Table aria-labelledby="exceptions" className={classes.table}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{words.person}</Table.Th>
                  <Table.Th scope="col">{words.reason}</Table.Th>
                  <Table.Th scope="col">{words.endsOn}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.map((exception) => (
                  <Table.Tr key={exception.userId}>
                    <Table.Td data-label={words.person}>
                      {exception.name}
                      <Text size="xs" c="dimmed">
                        <Address of={exception.email} />
                      </Text>
                    </Table.Td>
                    <Table.Td data-label={words.reason}>
                      {exception.reason}
                      {exception.madeBy?.name && (
                        <Text size="xs" c="dimmed">
                          {words.by(exception.madeBy.name)}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td data-label={words.endsOn}>
                      {exception.hasEnded ? (
                        <Badge color="red" variant="light" tt="none">
                          {words.ended(sayDay(exception.endsOn, language))}
                        </Badge>
                      ) : (
                        sayDay(exception.endsOn, language)
                      )}
                      <Group gap="xs" mt={4}>
                        {(['change', 'remove'] as const).map((kind) => (
                          <Button
                            key={kind}
                            variant="default"
                            size="xs"
                            aria-label={`${words[kind]}: ${exception.name}`}
                            onClick={() => setAsked({ kind, exception })}
                          >
                            {words[kind]}
                          </Button>
                        ))}
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </WideTable>
        )}
        {!isSetAbove && (
          <Group>
            <Button variant="default" onClick={() => setAsked({ kind: 'make' })}>
              {words.add}
            </Button>
          </Group>
        )}
      </Stack>
      {asked && asked.kind !== 'remove' && (
        <ExceptionDialog
          chainId={chainId}
          exception={asked.kind === 'change' ? asked.exception : undefined}
          onClose={close}
        />
      )}
      {asked?.kind === 'remove' && (
        <RemoveDialog chainId={chainId} exception={asked.exception} onClose={close} />
      )}
    </Paper>
  )
}

/** Loads again what an exception changes: the list, and who is ready. */
function useLookAgain() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: locationsKey })
}

function useFailure(error: unknown): string | undefined {
  const { failed } = useMessages().locations.exceptions
  if (!error) return undefined
  const code = error instanceof RefusedRequest ? error.code : undefined
  return failed[code as keyof typeof failed] ?? failed.other
}

type Contents = { reason: string; endsOn: string }

/** What an exception says; nulls for one that was not made, as the server answers of it. */
function contentsOf(exception: Exception | undefined): { reason: string | null; endsOn: string | null } {
  return { reason: exception?.reason ?? null, endsOn: exception?.endsOn ?? null }
}

/** Makes an exception or changes one: who, why, until when. */
function ExceptionDialog({
  chainId,
  exception,
  onClose,
}: {
  chainId: string
  exception: Exception | undefined
  onClose: () => void
}) {
  const words = useMessages().locations.exceptions
  const language = useLanguage()
  const lookAgain = useLookAgain()
  const { data: readiness } = useQuery({ ...readinessQuery(chainId), enabled: exception === undefined })
  const [person, setPerson] = useState<string | null>(exception?.userId ?? null)
  const [reason, setReason] = useState(exception?.reason ?? '')
  const [endsOn, setEndsOn] = useState(exception?.endsOn ?? '')
  const [isMissing, setMissing] = useState(false)
  useUnsaved(
    person !== (exception?.userId ?? null) ||
      reason !== (exception?.reason ?? '') ||
      endsOn !== (exception?.endsOn ?? ''),
  )
  const { data: answer } = useQuery(exceptionsQuery(chainId))
  const [opened] = useState({ version: exception?.version ?? answer?.unmade ?? '', ...contentsOf(exception) })
  const saving = useMutation({
    mutationFn: ({ userId, reason, endsOn, version }: Contents & { userId: string; version: string }) =>
      parseResponse(
        api.locations[':id'].advanced.exceptions[':userId'].$put(
          { param: { id: chainId, userId }, json: { reason, endsOn } },
          basedOn(version),
        ),
      ),
    onSuccess: async () => {
      onClose()
      await lookAgain()
    },
  })
  const other = meanwhileOf(saving.error)
  const failure = useFailure(other ? null : saving.error)
  const decide = (decided: { reason?: unknown; endsOn?: unknown }, version: string) => {
    const { reason: kept, endsOn: until } = decided
    // Someone else removed it, and that is to stay.
    if (person === null || typeof kept !== 'string' || typeof until !== 'string') {
      onClose()
      return lookAgain()
    }
    setReason(kept)
    setEndsOn(until)
    return saving.mutate({ userId: person, reason: kept, endsOn: until, version })
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setMissing(person === null)
    if (person !== null) saving.mutate({ userId: person, reason, endsOn, version: opened.version })
  }
  return (
    <Dialog title={exception ? exception.name : words.add} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {!exception && (
            <Select
              label={words.person}
              required
              searchable
              limit={50}
              comboboxProps={{ hideDetached: false }}
              value={person}
              error={isMissing && person === null ? words.noPerson : undefined}
              // Managers are not among them, because they keep a password anyway.
              data={(readiness?.affected ?? []).map(({ userId, username, email }) => ({
                value: userId,
                label: `${username}, ${email}`,
              }))}
              onChange={setPerson}
            />
          )}
          <TextInput
            label={words.reason}
            description={words.reasonHint}
            value={reason}
            maxLength={200}
            required
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={words.endsOn}
            description={words.endsOnHint}
            value={endsOn}
            required
            onChange={(event) => setEndsOn(event.currentTarget.value)}
          />
          {failure && <Alert color="red" role="alert" title={failure} />}
          {other && (
            <ChangedMeanwhile
              opened={{ reason: opened.reason, endsOn: opened.endsOn }}
              mine={{ reason, endsOn }}
              theirs={other.theirs}
              wordsOf={(field) => ({
                label: field === 'endsOn' ? words.endsOn : words.reason,
                say: (value) => {
                  if (typeof value !== 'string') return words.removedMeanwhile
                  return field === 'endsOn' && isDay(value) ? sayDay(value, language) : value
                },
              })}
              onClose={saving.reset}
              onDecide={(decided) => decide(decided, other.version)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {exception ? words.change : words.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function RemoveDialog({
  chainId,
  exception: { userId, name, version },
  onClose,
}: {
  chainId: string
  exception: Exception
  onClose: () => void
}) {
  const words = useMessages().locations.exceptions
  const lookAgain = useLookAgain()
  const removing = useMutation({
    mutationFn: () =>
      api.locations[':id'].advanced.exceptions[':userId'].$delete(
        { param: { id: chainId, userId } },
        basedOn(version),
      ),
    onError: lookAgain,
    onSuccess: async () => {
      onClose()
      await lookAgain()
    },
  })
  const failure = useFailure(removing.error)
  return (
    <Dialog title={words.ask(name)} onClose={onClose}>
      <Text>{words.askHint}</Text>
      {failure && <Alert color="red" role="alert" title={failure} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button color="red.9" loading={removing.isPending} onClick={() => removing.mutate()}>
          {words.remove}
        </Button>
      </Group>
    </Dialog>
  )
}
