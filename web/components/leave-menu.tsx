import { Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api } from '../api.ts'
import { useFirstMessages } from '../language.ts'
import { noteWay } from '../leaving.ts'
import { goTo } from '../shared-computer.ts'
import { IconButton } from './icon-button.tsx'

/** Other ways to leave, beside *Sign out*. Loaded by the first click on it, and open then. */
export function LeaveMenu() {
  const { home, signIn } = useFirstMessages()
  const [isOpen, setIsOpen] = useState(false)
  const target = useRef<HTMLButtonElement>(null)
  // The button that was clicked is gone. This one has its focus, and gets it back when the menu closes.
  useEffect(() => {
    target.current?.focus()
    setIsOpen(true)
  }, [])
  // A form could not lead to Microsoft: our policy for forms keeps them here.
  const leave = useMutation({
    // Other requests can hear before this one that the session is over.
    onMutate: noteWay,
    mutationFn: () => api.session.$delete(),
    onSuccess: () => goTo('/sign-out/microsoft'),
  })
  return (
    <Menu
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-end"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <IconButton ref={target} aria-label={home.accountMenu}>
          <span aria-hidden="true">▾</span>
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => leave.mutate()} disabled={leave.isPending}>
          {signIn.signOutOfMicrosoft}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
