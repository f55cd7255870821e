import { useRouter } from '@tanstack/react-router'
import { createContext, type ReactNode, Suspense, use, useContext, useEffect, useMemo, useState } from 'react'
import { loadOverlays } from '../load-overlays.ts'
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
  return (
    // There before anything is said, because a screen reader says only what changes in it.
    <div role="status" className={classes.said}>
      {text && (
        <Suspense>
          <Note text={text} onClose={onClose} />
        </Suspense>
      )}
    </div>
  )
}

/** Pages that have something to say have loaded it before. */
function Note(props: { text: string; onClose: () => void }) {
  const more = use(loadOverlays())
  return more ? <more.SaidNote {...props} /> : props.text
}
