import { Button, Paper, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { api, RefusedRequest } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import {
  cancelMicrosoftWindow,
  openMicrosoftWindow,
  releaseMicrosoftWindow,
  useMicrosoftWindow,
} from '../../components/microsoft-window.ts'
import { Notice } from '../../components/notice.tsx'
import { WaitingForMicrosoft } from '../../components/waiting-for-microsoft.tsx'
import { useMessages } from '../../language.ts'
import { testQuery } from './setup.queries.ts'
import { TestReport } from './test-report.tsx'

/** A real sign-in at Microsoft that changes nothing, with every check (R20). Which test is shown is in the address. */
export function ConnectionTest({
  chainId,
  proposal,
  hasTenant,
  onUseTenant,
}: {
  chainId: string
  /** What is in the field and not saved yet. */
  proposal: string | undefined
  hasTenant: boolean
  /** Puts the tenant that answered into the field. */
  onUseTenant: ((tenantId: string) => void) | undefined
}) {
  const messages = useMessages()
  const texts = messages.setup.test
  const { test: testId } = useSearch({ from: '/administration/locations' })
  const navigate = useNavigate({ from: '/administration/locations' })
  const show = (id: string | undefined) =>
    void navigate({
      replace: true,
      search: ({ test: _, ...before }) => ({ ...before, ...(id && { test: id }) }),
    })
  const starting = useMutation({
    mutationFn: () => start(chainId, proposal),
    onSuccess: ({ id }) => show(id),
  })
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="connection-test">
      <Stack gap="sm" align="flex-start">
        <Title order={3} size="h4" id="connection-test">
          {texts.title}
        </Title>
        <Text size="sm">{texts.intro}</Text>
        {proposal !== undefined && hasTenant && <Text size="sm">{texts.unsaved}</Text>}
        {!hasTenant && <Text size="sm">{texts.needsTenant}</Text>}
        <Button
          variant="default"
          disabled={!hasTenant}
          loading={starting.isPending}
          onClick={() => starting.mutate()}
        >
          {testId === undefined ? texts.start : texts.again}
        </Button>
        {starting.error && <NotStarted error={starting.error} />}
        {testId !== undefined && (
          <Test
            key={testId}
            chainId={chainId}
            testId={testId}
            onUseTenant={onUseTenant}
            onClose={() => show(undefined)}
          />
        )}
      </Stack>
    </Paper>
  )
}

/** The window is opened by the click, empty, and gets its address once the server has returned one. */
async function start(chainId: string, proposal: string | undefined) {
  const popup = openMicrosoftWindow()
  try {
    const started = await parseResponse(
      api.locations[':id'].advanced.test.$post({
        param: { id: chainId },
        json: { ...(proposal !== undefined && { azureTenantId: proposal }) },
      }),
    )
    if (popup) popup.location.replace(`${started.address}&display=popup`)
    else window.location.assign(started.address)
    return started
  } catch (error) {
    popup?.close()
    throw error
  }
}

function NotStarted({ error }: { error: Error }) {
  const texts = useMessages().setup.test
  const refused = error instanceof RefusedRequest ? error : undefined
  const why = { throttled: texts.throttled, tenant_required: texts.needsTenant }[refused?.code ?? '']
  return (
    <Notice tone="bad" role="alert">
      {why ?? refused?.errors.azureTenantId ?? texts.failedToStart}
    </Notice>
  )
}

function Test({
  chainId,
  testId,
  onUseTenant,
  onClose,
}: {
  chainId: string
  testId: string
  onUseTenant: ((tenantId: string) => void) | undefined
  onClose: () => void
}) {
  const messages = useMessages()
  const queryClient = useQueryClient()
  const query = testQuery(chainId, testId)
  const { data: report, error } = useQuery(query)
  const look = () => queryClient.invalidateQueries(query)
  const isPending = report?.state === 'pending'
  useMicrosoftWindow(isPending ? testId : undefined, () => void look())
  const cancelling = useMutation({ mutationFn: () => cancelMicrosoftWindow(testId), onSettled: look })
  useEffect(() => {
    if (report && !isPending) releaseMicrosoftWindow(testId)
  }, [report, isPending, testId])

  const address = `/sign-in/microsoft/test?test=${testId}`
  return (
    <>
      <div role="status">{isPending && <Text size="sm">{messages.popup.waiting}</Text>}</div>
      {error && <Notice tone="bad">{messages.setup.test.gone}</Notice>}
      {isPending && (
        <WaitingForMicrosoft
          onAgain={() => openMicrosoftWindow(`${address}&display=popup`) ?? window.location.assign(address)}
          onHere={() => window.location.assign(address)}
          onCancel={() => cancelling.mutate()}
        />
      )}
      {report && !isPending && <TestReport report={report} onUseTenant={onUseTenant} />}
      {!isPending && (
        <Button variant="default" size="xs" onClick={onClose}>
          {messages.setup.test.close}
        </Button>
      )}
    </>
  )
}
