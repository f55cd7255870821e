import { Suspense, use, useEffect } from 'react'
import { type Asked, useAsked } from '../asking.ts'
import { forgetOverlays, loadOverlays } from '../load-overlays.ts'

/** Asks, over whatever page is open, what a request waits for. The page goes on when it is answered. */
export function Asking() {
  return useAsked().map((asked) => (
    <Suspense key={asked.kind}>
      <Question asked={asked} />
    </Suspense>
  ))
}

function Question({ asked }: { asked: Asked }) {
  const more = use(loadOverlays())
  return more ? <more.AskedDialog asked={asked} /> : <NotAsked asked={asked} />
}

/** What cannot be asked is not answered with yes: the request fails, and can be sent again. */
function NotAsked({ asked: { answer } }: { asked: Asked }) {
  useEffect(() => {
    forgetOverlays()
    answer(false)
  }, [answer])
  return null
}
