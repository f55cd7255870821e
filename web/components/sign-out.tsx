import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useFirstMessages } from '../language.ts'
import { noteWay } from '../leaving.ts'
import { forgetOverlays, loadOverlays } from '../load-overlays.ts'
import { useSession } from '../session.ts'
import { IconButton } from './icon-button.tsx'

/**
 * Signs out of TMAS; and out of Microsoft too, where that opened the session (R7). The second is a choice of its own,
 * because it also ends the person's mail and Teams in this browser.
 */
export function SignOut() {
  const { home } = useFirstMessages()
  const { signedInWith } = useSession()
  return (
    <Group gap={4} wrap="nowrap">
      <form method="post" action="/sign-out" onSubmit={noteWay}>
        <Button type="submit" variant="default">
          {home.signOut}
        </Button>
      </form>
      {signedInWith === 'microsoft' && <MoreWays />}
    </Group>
  )
}

/** The menu is loaded by the first click on what looks like it. */
function MoreWays() {
  const { home } = useFirstMessages()
  const [more, setMore] = useState<Awaited<ReturnType<typeof loadOverlays>>>()
  if (more) return <more.LeaveMenu />
  return (
    <IconButton
      aria-label={home.accountMenu}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={async () => {
        const loaded = await loadOverlays()
        if (loaded) setMore(loaded)
        else forgetOverlays()
      }}
    >
      <span aria-hidden="true">▾</span>
    </IconButton>
  )
}
