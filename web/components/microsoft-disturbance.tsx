import { useQuery } from '@tanstack/react-query'
import { Suspense, use } from 'react'
import { loadOverlays } from '../load-overlays.ts'
import { type Disturbance, statusQuery } from './microsoft-status.ts'

/** While sign-ins with Microsoft fail for everyone, tells managers that their configuration is not the cause. */
export function MicrosoftDisturbance() {
  // If the status cannot be loaded, nothing is shown: the page itself will show what fails.
  const disturbance = useQuery(statusQuery).data?.disturbance
  return (
    // Always there, so that screen readers notice what appears in it.
    <div role="status">
      {disturbance && (
        <Suspense>
          <Told disturbance={disturbance} />
        </Suspense>
      )}
    </div>
  )
}

/** Loaded when there is something to say. */
function Told({ disturbance }: { disturbance: Disturbance }) {
  const more = use(loadOverlays())
  return more && <more.DisturbanceAlert disturbance={disturbance} />
}
