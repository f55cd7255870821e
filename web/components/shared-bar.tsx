import { Button, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../api.ts'
import { useMessages } from '../language.ts'
import { noteWay } from '../leaving.ts'
import { personName, type Session, sessionQuery, useSession } from '../session.ts'
import { leavePage, watchActs, watchClosing } from '../shared-computer.ts'
import { Countdown } from './countdown.tsx'
import classes from './shared-bar.module.css'

/** On every page, on a shared computer (R38): who is signed in, and the way to hand it to the next person. */
export function SharedBar({
  shared: { name, idleSeconds },
}: {
  shared: NonNullable<Session['sharedDevice']>
}) {
  const { bar } = useMessages().sharedComputers
  const { user } = useSession()
  useKeepingAlive(idleSeconds)
  return (
    <section className={classes.bar} aria-label={bar.label}>
      <Text size="sm" span className={classes.computer}>
        {name === null ? bar.unnamed : bar.named(name)}
      </Text>
      <Text size="sm" fw={700} span>
        {bar.signedInAs(personName(user))}
      </Text>
      <NotMe />
      <Countdown idleSeconds={idleSeconds} />
    </section>
  )
}

/**
 * Signs out, asks Microsoft for another account, and brings the next person to the same page. Where the password was used,
 * the sign-in page follows, which has both ways.
 */
function NotMe() {
  const { bar } = useMessages().sharedComputers
  const { signedInWith } = useSession()
  const leaving = useMutation({
    // Other requests can hear before this one that the session is over.
    onMutate: noteWay,
    mutationFn: () => api.session.$delete(),
    // Also if the server did not answer: the person has gone, and the page is not to stay.
    onSettled: () => {
      const { pathname, search } = window.location
      const next = new URLSearchParams({ return_to: pathname + search })
      if (signedInWith === 'password') return leavePage(`/sign-in?${next}`)
      next.set('prompt', 'select_account')
      leavePage(`/sign-in/microsoft?${next}`)
    },
  })
  return (
    <Button
      size="compact-sm"
      variant="default"
      title={bar.notMeHint}
      loading={leaving.isPending}
      onClick={() => leaving.mutate()}
    >
      {bar.notMe}
    </Button>
  )
}

/** What the person does keeps the session alive, also if it asks the server for nothing, as typing does. */
function useKeepingAlive(idleSeconds: number) {
  const queryClient = useQueryClient()
  useEffect(() => {
    const pause = Math.min(10, idleSeconds / 10) * 1000
    let next: ReturnType<typeof setTimeout> | undefined
    let lastAt = 0
    const ask = () => {
      next = undefined
      lastAt = Date.now()
      void queryClient.refetchQueries(sessionQuery)
    }
    const stopActs = watchActs(() => {
      next ??= setTimeout(ask, Math.max(0, lastAt + pause - Date.now()))
    })
    const stopClosing = watchClosing(() => void queryClient.refetchQueries(sessionQuery))
    return () => {
      clearTimeout(next)
      stopActs()
      stopClosing()
    }
  }, [queryClient, idleSeconds])
}
