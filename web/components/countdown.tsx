import { Button, Paper, Text, VisuallyHidden } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useMessages } from '../language.ts'
import { sessionQuery } from '../session.ts'
import { leavePage, noteAct, useSessionEnd } from '../shared-computer.ts'
import classes from './shared-bar.module.css'

/** Seconds before the end from which the time is shown: the last minute, or the last third of a short time. */
const shownFrom = (idleSeconds: number) => Math.min(60, Math.floor(idleSeconds / 3))

/** Seconds between two looks whether the person is busy in another window. */
const lookEvery = 5

/**
 * Counts the last minute of a session on a shared computer, and leaves at its end. Anything that the person does keeps
 * them signed in; the button is what they look for.
 */
export function Countdown({ idleSeconds }: { idleSeconds: number }) {
  const { countdown } = useMessages().sharedComputers
  const queryClient = useQueryClient()
  const end = useSessionEnd()
  const left = useSecondsUntil(end)
  const isShown = left <= shownFrom(idleSeconds)
  const isLook = isShown && left % lookEvery === 0
  useEffect(() => {
    if (left <= 0) leavePage()
    else if (isLook) void queryClient.refetchQueries(sessionQuery)
  }, [left, isLook, queryClient])
  return (
    <>
      <Said isShown={isShown} seconds={left} />
      {isShown && left > 0 && (
        <Paper withBorder shadow="md" p="sm" className={classes.countdown} data-countdown>
          <Text fw={700} span aria-hidden>
            {countdown.title(`${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`)}
          </Text>
          <Button
            onClick={() => {
              noteAct()
              void queryClient.refetchQueries(sessionQuery)
            }}
          >
            {countdown.stay}
          </Button>
        </Paper>
      )}
    </>
  )
}

/**
 * Said once, when the time begins to be shown, or when the page does within that time: a screen reader that counts along
 * lets no one think.
 */
function Said({ isShown, seconds }: { isShown: boolean; seconds: number }) {
  const { countdown } = useMessages().sharedComputers
  const [said, setSaid] = useState('')
  const [wasShown, setWasShown] = useState(false)
  if (isShown !== wasShown) {
    setWasShown(isShown)
    setSaid(isShown ? countdown.said(Math.max(seconds, 1)) : '')
  }
  return <VisuallyHidden role="status">{said}</VisuallyHidden>
}

/** Whole seconds until a moment, counted down. */
function useSecondsUntil(moment: number): number {
  const until = () => Math.max(0, Math.ceil((moment - Date.now()) / 1000))
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  return until()
}
