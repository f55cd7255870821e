import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { isRefusal } from '#shared/refusals.ts'
import { api, basedOn, RefusedRequest } from '../../api.ts'
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
import { useSession } from '../../session.ts'
import { goTo } from '../../shared-computer.ts'
import { Consequences } from './change.tsx'
import { ConnectButton } from './connect-button.tsx'
import { GuidedSignInProgress } from './guided-sign-in.tsx'
import { locationsKey } from './locations.queries.ts'
import { type Connecting as Answer, connectQuery } from './setup.queries.ts'
import type { Node } from './tree.ts'
import { useGuidedSignIn } from './use-guided-sign-in.ts'

/** *Connect with Microsoft* under way (R4): which organization answered, and the question whether it is the right one. */
export function Connecting({ chain, connectId }: { chain: Node; connectId: string }) {
  const messages = useMessages()
  const query = connectQuery(chain.id, connectId)
  const queryClient = useQueryClient()
  const { data: answer, error } = useQuery(query)
  const look = () => queryClient.invalidateQueries(query)
  const isPending = answer?.state === 'pending'
  useMicrosoftWindow(isPending ? connectId : undefined, () => void look())
  const cancelling = useMutation({ mutationFn: () => cancelMicrosoftWindow(connectId), onSettled: look })
  useEffect(() => {
    if (answer && !isPending) releaseMicrosoftWindow(connectId)
  }, [answer, isPending, connectId])

  const address = `/sign-in/microsoft/test?test=${connectId}`
  const here = () => goTo(address)
  return (
    <Paper component="section" withBorder p="md" aria-label={messages.connect.start}>
      <Stack gap="sm" align="flex-start">
        <div role="status">{isPending && <Text>{messages.popup.waiting}</Text>}</div>
        {isPending && (
          <WaitingForMicrosoft
            onAgain={() => openMicrosoftWindow(`${address}&display=popup`) ?? here()}
            onHere={here}
            onCancel={() => cancelling.mutate()}
          />
        )}
        {error && (
          <>
            <Notice tone="bad">{messages.connect.gone}</Notice>
            <ConnectButton chainId={chain.id} />
          </>
        )}
        {answer?.state === 'failed' && <Failed answer={answer} chainId={chain.id} />}
        {answer?.state === 'answered' && <Question answer={answer} chain={chain} />}
      </Stack>
    </Paper>
  )
}

/** The title that has the focus once the person is back from Microsoft's window. */
function AnswerTitle({ children }: { children: React.ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <Title order={3} size="h4" ref={heading} tabIndex={-1}>
      {children}
    </Title>
  )
}

function Failed({ answer: { code, remedy, reference }, chainId }: { answer: Answer; chainId: string }) {
  const { connect, refusalWords, refused, setup, colon } = useMessages()
  // Microsoft was asked at everyone's address, where another tenant cannot be in the way: only a guest is refused so.
  const isGuest = code === 'tenant_mismatch'
  return (
    <>
      <AnswerTitle>{connect.failed}</AnswerTitle>
      <Notice tone="bad">
        {isGuest && <Text size="sm">{connect.guest}</Text>}
        {!isGuest && code !== null && isRefusal(code) && (
          <Text size="sm">{refusalWords[code].manager.cause}</Text>
        )}
        {!isGuest && remedy && (
          <Text size="sm" mt={4}>
            <strong>{setup.test.change + colon}</strong> {remedy.text}
          </Text>
        )}
        <Text size="sm" c="dimmed" mt={4}>
          {refused.reference + colon} {reference}
        </Text>
      </Notice>
      <ConnectButton chainId={chainId} />
    </>
  )
}

/** Is this your organization? The answer saves it, and the person's own sign-in completes the set-up. */
function Question({ answer, chain }: { answer: Answer; chain: Node }) {
  const { connect, locations, refusalWords } = useMessages()
  const { user: me } = useSession()
  const queryClient = useQueryClient()
  const navigate = useNavigate({ from: '/administration/locations' })
  const { tenant, confirming, loginId, code, user } = answer
  const isMine = code === null && user?.id === me.id
  const signIn = useGuidedSignIn(chain.id, loginId ?? undefined)
  const saving = useMutation({
    mutationFn: async (_: { popup: Window | null }) => {
      if (!tenant || !confirming) return
      await parseResponse(
        api.locations[':id'].advanced.$patch(
          { param: { id: chain.id }, json: { azureTenantId: tenant.tenantId, confirm: true } },
          basedOn(confirming.version),
        ),
      )
    },
    onSuccess: async (_, { popup }) => {
      if (isMine) signIn.start(popup)
      await queryClient.invalidateQueries({ queryKey: locationsKey })
    },
    onError: (_, { popup }) => {
      popup?.close()
      void queryClient.invalidateQueries(connectQuery(chain.id, answer.id))
    },
  })
  if (!tenant || !confirming) return null
  const [main, ...more] = tenant.domains
  const name = main?.domain ?? tenant.tenantId
  const close = () => void navigate({ search: ({ connect: _, ...before }) => before, replace: true })
  if (saving.isSuccess)
    return (
      <>
        <AnswerTitle>{connect.connected(chain.name, name)}</AnswerTitle>
        <Text size="sm">{connect.connectedText}</Text>
        {isMine && signIn.isWaiting && <Text size="sm">{connect.finishing}</Text>}
        {isMine && <GuidedSignInProgress signIn={signIn} />}
        {!isMine && code !== null && isRefusal(code) && (
          <Text size="sm">
            {connect.notLetIn} {refusalWords[code].manager.cause}
          </Text>
        )}
        {!signIn.isWaiting && (
          <Button variant="default" size="xs" onClick={close}>
            {connect.close}
          </Button>
        )}
      </>
    )
  if (confirming.replaces === tenant.tenantId)
    return (
      <>
        <AnswerTitle>{connect.connected(chain.name, name)}</AnswerTitle>
        <Text size="sm">{connect.already(chain.name)}</Text>
        <Button variant="default" size="xs" onClick={close}>
          {connect.close}
        </Button>
      </>
    )
  const elsewhere = tenant.otherDomains.reduce((sum, { users }) => sum + users, 0)
  return (
    <>
      <AnswerTitle>
        {main ? connect.question(chain.name, main.domain) : connect.questionById(chain.name)}
      </AnswerTitle>
      {more.length > 0 && (
        <Group gap="xs" aria-label={connect.moreDomainsAre} role="group">
          <Text size="sm">{connect.moreDomains(more.length)}</Text>
          {more.map(({ domain }) => (
            <Badge key={domain} variant="default" tt="none">
              {domain}
            </Badge>
          ))}
        </Group>
      )}
      {loginId && <Text size="sm">{connect.signedInAs(loginId)}</Text>}
      <Text size="sm" c="dimmed">
        {connect.tenantId} {tenant.tenantId}
      </Text>
      {elsewhere > 0 && (
        <Text size="sm">
          {connect.otherDomains(elsewhere, tenant.otherDomains.map(({ domain }) => domain).join(', '))}
        </Text>
      )}
      {confirming.replaces && (
        <Notice tone="mind">
          <Text size="sm">{connect.replaces(confirming.replaces)}</Text>
          <Consequences of={confirming.consequences} />
        </Notice>
      )}
      {saving.error && (
        <Notice tone="bad" role="alert">
          {saving.error instanceof RefusedRequest && saving.error.code === 'changed_meanwhile'
            ? connect.changedMeanwhile
            : locations.problems.other}
        </Notice>
      )}
      <Group gap="xs">
        <Button
          loading={saving.isPending}
          onClick={() => saving.mutate({ popup: isMine ? openMicrosoftWindow() : null })}
        >
          {connect.confirm}
        </Button>
        <ConnectButton chainId={chain.id} variant="default">
          {connect.otherAccount}
        </ConnectButton>
      </Group>
    </>
  )
}
