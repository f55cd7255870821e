import { Alert, Anchor, Button, Divider, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useEffectEvent, useState } from 'react'
import { isRefusal } from '#shared/refusals.ts'
import type { Session } from '../api.ts'
import type { Asked, Question } from '../asking.ts'
import { useMessages } from '../language.ts'
import { personName, sessionQuery, useSession } from '../session.ts'
import { signInAddress } from '../sign-in-address.ts'
import { Dialog } from './dialog.tsx'
import { MicrosoftInWindow } from './microsoft-in-window.tsx'
import { OwnPasswordField } from './own-password-field.tsx'

type SessionQuestion = Extract<Question, { kind: 'session' }>

/** What is asked over a page whose session no longer opens anything. */
export function SessionDialog({ asked }: { asked: Asked<SessionQuestion> }) {
  return asked.why === 'idle' ? <ConfirmDialog asked={asked} /> : <RenewalDialog asked={asked} />
}

/** Microsoft has to confirm the session of a page that was left open: one click opens it again, by way of Microsoft (R37). */
function ConfirmDialog({ asked: { answer } }: { asked: Asked<SessionQuestion> }) {
  const { renewal: words, confirmSession } = useMessages()
  return (
    <Dialog title={words.confirmTitle} onClose={() => answer(false)} over="session">
      <Text size="sm">{words.idleHint}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => answer(false)}>
          {words.notNow}
        </Button>
        <Button data-autofocus onClick={() => window.location.reload()}>
          {confirmSession.go}
        </Button>
      </Group>
    </Dialog>
  )
}

/**
 * The session has ended over a page that holds what is not saved: the same person signs in again beside it, and nothing
 * typed is lost (R32). The same where Microsoft has to confirm the session first (R37). If someone else signs in, the page says so and sends nothing of what was typed before.
 */
function RenewalDialog({ asked: { answer, why } }: { asked: Asked<SessionQuestion> }) {
  const { renewal: words } = useMessages()
  const { signedInWith, user } = useSession()
  const queryClient = useQueryClient()
  const [other, setOther] = useState<Session>()
  const name = personName(user)
  const isEnded = why === 'ended'
  const title = isEnded ? words.title : words.confirmTitle

  function greet(session: Session) {
    if (session.user.id !== user.id) return setOther(session)
    queryClient.setQueryData(sessionQuery.queryKey, session)
    answer(true)
  }
  /** Looks who is signed in in this browser now: it may have been done in another window. */
  const look = useEffectEvent(async () => {
    const response = await fetch('/api/v1/session').catch(() => undefined)
    if (response?.ok) greet(await response.json())
  })
  useEffect(() => {
    const comeBack = () => void look()
    comeBack()
    addEventListener('focus', comeBack)
    return () => removeEventListener('focus', comeBack)
  }, [])

  const password = <PasswordAgain key="password" username={user.username} onSignedIn={greet} />
  const microsoft = (
    <MicrosoftAgain key="microsoft" isMain={signedInWith === 'microsoft'} onEnd={() => look()} />
  )
  return (
    <Dialog title={other ? words.otherTitle : title} onClose={() => answer(false)} over="session">
      {other ? (
        <Alert color="red" role="alert">
          {words.other(personName(other.user), name)}
        </Alert>
      ) : (
        <Text size="sm">{isEnded ? words.hint(name) : words.confirmHint(name)}</Text>
      )}
      {signedInWith === 'microsoft' ? microsoft : password}
      <Divider label={words.or} />
      {signedInWith === 'microsoft' ? password : microsoft}
      <Anchor href="/sign-in" target="_blank" rel="opener" size="sm">
        {words.elsewhere}
      </Anchor>
      <Group justify="flex-end">
        <Button
          variant="default"
          onClick={() => leave(other ? '/' : isEnded ? signInAddress(window.location) : undefined)}
        >
          {words.leave}
        </Button>
        <Button variant="default" onClick={() => answer(false)}>
          {words.notNow}
        </Button>
      </Group>
    </Dialog>
  )
}

/** Leaves the page; without an address, it is opened again, and leads to Microsoft by itself. */
function leave(address: string | undefined) {
  if (address === undefined) window.location.reload()
  else window.location.replace(address)
}

function PasswordAgain({
  username,
  onSignedIn,
}: {
  username: string
  onSignedIn: (session: Session) => void
}) {
  const { renewal: words } = useMessages()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [needsCode, setNeedsCode] = useState(false)
  const signingIn = useMutation({
    mutationFn: async () => {
      const response = await fetch('/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password, ...(needsCode && { code }) }),
      })
      return { isSignedIn: response.ok, body: await response.json() }
    },
    onSuccess: ({ isSignedIn, body }) => {
      if (isSignedIn) onSignedIn(body)
      else if (body.code === 'second_factor_required') setNeedsCode(true)
    },
  })
  const refused = signingIn.data?.isSignedIn === false ? String(signingIn.data.body.code) : undefined
  const problems: Readonly<Record<string, string>> = words.problems

  function submit(event: FormEvent) {
    event.preventDefault()
    signingIn.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <OwnPasswordField
          username={username}
          label={words.password}
          value={password}
          onChange={setPassword}
          autoFocus
        />
        {needsCode && (
          <TextInput
            label={words.code}
            autoComplete="one-time-code"
            required
            maxLength={40}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Text role="alert" size="sm">
          {signingIn.isError || refused !== undefined
            ? (problems[refused ?? 'other'] ?? words.problems.other)
            : ''}
        </Text>
        <Button type="submit" loading={signingIn.isPending}>
          {words.signIn}
        </Button>
      </Stack>
    </form>
  )
}

function MicrosoftAgain({ isMain, onEnd }: { isMain: boolean; onEnd: () => void }) {
  const { renewal: words, refusalWords } = useMessages()
  const { microsoftLink, email } = useSession().user
  const [failure, setFailure] = useState<string>()

  function end({ searchParams }: URL) {
    const code = searchParams.get('refused')
    if (code === null) return onEnd()
    const said = isRefusal(code) ? refusalWords[code].person : undefined
    const reference = searchParams.get('reference')
    setFailure(`${said?.sentence ?? words.problems.other}${reference ? ` (${reference})` : ''}`)
  }
  return (
    <MicrosoftInWindow
      label={words.microsoft}
      isMain={isMain}
      failure={failure}
      addressOf={(popup) => {
        const login_hint = microsoftLink?.loginId ?? email
        return `/sign-in/microsoft?${new URLSearchParams({ popup, display: 'popup', login_hint })}`
      }}
      onStart={() => setFailure(undefined)}
      onEnd={end}
    />
  )
}
