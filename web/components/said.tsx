import { CloseButton, Paper, Text } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { useMessages } from '../language.ts'
import classes from './said.module.css'

type Say = {
  /** Says, to eyes and screen readers, what was done. It stands until one goes on or closes it. */
  say(text: string): void
  /** The same, where what was done leads away: it is said when one has arrived. */
  sayThere(text: string): void
}

const SayContext = createContext<Say | undefined>(undefined)

export function useSay(): Say {
  const say = useContext(SayContext)
  if (!say) throw new Error('nobody is there to say it')
  return say
}

/** The place where pages say what was done, whatever stands there by then: a form that was saved is gone. */
export function SayingWhatWasDone({ children }: { children: ReactNode }) {
  const router = useRouter()
  const [said, setSaid] = useState<string>()
  const saying = useMemo<Say>(
    () => ({
      say: setSaid,
      sayThere(text) {
        const stop = router.subscribe('onResolved', () => {
          stop()
          setSaid(text)
        })
      },
    }),
    [router],
  )
  useEffect(() => router.subscribe('onBeforeNavigate', () => setSaid(undefined)), [router])
  return (
    <SayContext value={saying}>
      <Said text={said} onClose={() => setSaid(undefined)} />
      {children}
    </SayContext>
  )
}

function Said({ text, onClose }: { text: string | undefined; onClose: () => void }) {
  // What had the focus, a form or a dialog, is gone: whoever goes by keyboard goes on at the page.
  useEffect(() => {
    if (text && document.activeElement === document.body)
      document.getElementById('content')?.focus({ preventScroll: true })
  }, [text])
  const { close } = useMessages().users.mailing
  return (
    // There before anything is said: a screen reader says only what changes in it.
    <div role="status" className={classes.said}>
      {text && (
        <Paper withBorder shadow="md" p="sm" className={classes.paper}>
          <Text>{text}</Text>
          <CloseButton aria-label={close} onClick={onClose} />
        </Paper>
      )}
    </div>
  )
}
