import { Alert, Anchor, Button, Checkbox, Group, Input, List, Stack, Table, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { importColumns } from '#shared/import-columns.ts'
import { sayRowFault } from '#shared/messages/field-faults.ts'
import { roles } from '#shared/roles.ts'
import type { FieldFault } from '#shared/user-fields.ts'
import { api, RefusedRequest } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import tableClasses from '../../components/table.module.css'
import { useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import { sentenceFor } from './refused-change.ts'
import classes from './users.module.css'
import { usersKey } from './users.queries.ts'

/** An empty file to start from. The mark at its start tells Excel that it is UTF-8. */
const template = `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${importColumns.join(';')}\r\n`)}`

/** More would make the page slow. The faulty ones can be shown alone. */
const mostShown = 500

/** Administration > Manage User Accounts > import: every row is checked first, and then all are added, or none. */
export function ImportUsersPage() {
  const all = useMessages()
  const messages = all.users.import
  useDocumentTitle(`${messages.title} · ${all.product}`)
  const [file, setFile] = useState<File>()
  useUnsaved(file !== undefined)
  const [welcome, setWelcome] = useState(true)
  const queryClient = useQueryClient()
  const check = useMutation({ mutationFn: (chosen: File) => send(chosen, { dryRun: true }) })
  const add = useMutation({
    mutationFn: (chosen: File) => send(chosen, { dryRun: false, sendWelcomeEmail: welcome }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: usersKey }),
  })
  const verdict = check.data
  if (add.data)
    return (
      <Stack align="flex-start">
        <Title order={1} size="h2">
          {messages.title}
        </Title>
        <Alert color="green" role="status" title={messages.done(add.data.total)}>
          {welcome && messages.mailed}
        </Alert>
        <ButtonLink to="/administration/users">{all.users.title}</ButtonLink>
      </Stack>
    )
  return (
    <Stack>
      <Title order={1} size="h2">
        {messages.title}
      </Title>
      <Text>{messages.hint}</Text>
      <Text ff="monospace" size="sm">
        {importColumns.join(', ')}
      </Text>
      <List size="sm">
        <List.Item>
          <code>role</code>: {roles.map((role) => `${role} (${all.roles[role]})`).join(', ')}
        </List.Item>
        <List.Item>
          <code>location</code>: {messages.locationHint}
        </List.Item>
      </List>
      <Anchor href={template} download="users.csv">
        {messages.template}
      </Anchor>
      <Input.Wrapper label={messages.file} id="file">
        <Input
          type="file"
          id="file"
          accept=".csv,text/csv"
          onChange={(event) => {
            check.reset()
            add.reset()
            setFile(event.currentTarget.files?.[0])
          }}
        />
      </Input.Wrapper>
      <Checkbox
        label={messages.sendWelcome}
        checked={welcome}
        onChange={(event) => setWelcome(event.currentTarget.checked)}
      />
      <Group>
        <Button disabled={!file} loading={check.isPending} onClick={() => file && check.mutate(file)}>
          {messages.check}
        </Button>
        {verdict?.refused === 0 && (
          <Button loading={add.isPending} onClick={() => file && add.mutate(file)}>
            {messages.run(verdict.total)}
          </Button>
        )}
        <ButtonLink to="/administration/users" variant="default">
          {all.users.cancel}
        </ButtonLink>
      </Group>
      {(check.error ?? add.error) && <Failed error={(check.error ?? add.error) as Error} />}
      {verdict && <Verdicts verdict={verdict} />}
    </Stack>
  )
}

type Verdict = Awaited<ReturnType<typeof send>>

function Verdicts({ verdict: { rows, refused, total } }: { verdict: Verdict }) {
  const all = useMessages()
  const messages = all.users.import
  const [onlyRefused, setOnlyRefused] = useState(refused > 0)
  const asked = onlyRefused ? rows.filter(({ faults }) => Object.keys(faults).length > 0) : rows
  const shown = asked.slice(0, mostShown)
  return (
    <>
      <Alert
        color={refused > 0 ? 'red' : 'green'}
        role="status"
        title={refused > 0 ? messages.refused(refused, total) : messages.allWell(total)}
      />
      {refused > 0 && (
        <Checkbox
          label={messages.onlyRefused}
          checked={onlyRefused}
          onChange={(event) => setOnlyRefused(event.currentTarget.checked)}
        />
      )}
      <Table className={`${tableClasses.table} ${classes.people}`} aria-label={messages.verdict}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{messages.line}</Table.Th>
            <Table.Th scope="col">{all.users.columns.username}</Table.Th>
            <Table.Th scope="col">{all.users.columns.email}</Table.Th>
            <Table.Th scope="col">{messages.verdict}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((row) => (
            <Table.Tr key={row.line}>
              <Table.Td data-label={messages.line}>{row.line}</Table.Td>
              <Table.Td data-label={all.users.columns.username}>{row.username}</Table.Td>
              <Table.Td data-label={all.users.columns.email}>{row.email}</Table.Td>
              <Table.Td data-label={messages.verdict}>
                {Object.keys(row.faults).length === 0 && messages.ok}
                {Object.entries(row.faults).map(([column, fault]) => (
                  <div key={column}>
                    {column !== 'row' && (
                      <>
                        <strong>{column}</strong>:{' '}
                      </>
                    )}
                    {sayRowFault(all.users, row, column, fault as FieldFault)}
                  </div>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {asked.length > shown.length && <Text>{messages.more(asked.length - shown.length)}</Text>}
    </>
  )
}

/** A file that is not a table of users: which columns are wrong, or that its first line cannot be read. */
function Failed({ error }: { error: Error }) {
  const all = useMessages()
  const errors = error instanceof RefusedRequest ? error.errors : {}
  const isFile = error instanceof RefusedRequest && [400, 413].includes(error.status)
  return (
    <Alert
      color="red"
      role="alert"
      title={isFile ? all.users.import.unreadable : sentenceFor(all.users.failed, error)}
    >
      {Object.keys(errors).length > 0 && (
        <Text>
          {'1.row' in errors
            ? all.users.faults.broken_quotes
            : `${all.users.import.wrongColumns} ${Object.keys(errors).join(', ')}`}
        </Text>
      )}
    </Alert>
  )
}

async function send(file: File, wish: { dryRun: boolean; sendWelcomeEmail?: boolean }) {
  const query = { dryRun: yesOrNo(wish.dryRun), sendWelcomeEmail: yesOrNo(wish.sendWelcomeEmail ?? false) }
  return parseResponse(
    api.users.import.$post(
      { query },
      // A big file takes its time, and a chosen file is read again, because it may have been corrected meanwhile.
      { init: { body: file, headers: { 'Content-Type': 'text/csv' }, signal: AbortSignal.timeout(60_000) } },
    ),
  )
}

const yesOrNo = (is: boolean): 'true' | 'false' => (is ? 'true' : 'false')
