import { CloseButton, Paper, Text } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { useMessages } from '../language.ts'
import classes from './said.module.css'

type Say = {
  /** Says, to eyes and screen readers, what was done. It stays until the person moves on or closes it. */
  say(text: string): void
  /** The same, if the action leads to another page: it is said on arrival. */
  sayOnNextPage(text: string): void
}

const SayContext = createContext<Say | undefined>(undefined)

export function useSay(): Say {
  const say = useContext(SayContext)
  if (!say) throw new Error('no one is there to say it')
  return say
}

/** The place where pages say what was done, even if the form that was saved is no longer there. */
export function SayingWhatWasDone({ children }: { children: ReactNode }) {
  const router = useRouter()
  const [said, setSaid] = useState<string>()
  const saying = useMemo<Say>(
    () => ({
      say: setSaid,
      sayOnNextPage(text) {
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
  // A form or a dialog that had the focus is gone, so keyboard users continue at the page.
  useEffect(() => {
    if (text && document.activeElement === document.body)
      document.getElementById('content')?.focus({ preventScroll: true })
  }, [text])
  const { close } = useMessages().users.mailing
  return (
    // There before anything is said, because a screen reader says only what changes in it.
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
