import { ActionIcon, Button, Group, Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '../api.ts'
import { useMessages } from '../language.ts'
import { noteWay } from '../leaving.ts'
import { useSession } from '../session.ts'
import { goTo } from '../shared-computer.ts'

/**
 * Signs out of TMAS; and out of Microsoft too, where that opened the session (R7). The second is a choice of its own,
 * because it also ends the person's mail and Teams in this browser.
 */
export function SignOut() {
  const { home } = useMessages()
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

function MoreWays() {
  const { home, signIn } = useMessages()
  // A form could not lead to Microsoft: our policy for forms keeps them here.
  const leave = useMutation({
    // Other requests can hear before this one that the session is over.
    onMutate: noteWay,
    mutationFn: () => api.session.$delete(),
    onSuccess: () => goTo('/sign-out/microsoft'),
  })
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="default" size="input-sm" aria-label={home.accountMenu}>
          <span aria-hidden="true">▾</span>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => leave.mutate()} disabled={leave.isPending}>
          {signIn.signOutOfMicrosoft}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
