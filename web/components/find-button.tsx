import { Button, Kbd } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import { useMessages } from '../language.ts'
import { Dialog } from './dialog.tsx'
import classes from './find.module.css'

/** Loaded when it is opened for the first time. Where that fails, the page under it stays, with all that is typed. */
const Finder = lazy(() =>
  import('./finder.tsx').then(
    ({ Finder }) => ({ default: Finder }),
    () => ({ default: NotLoaded }),
  ),
)

/** Opens the search for people, locations, references, pages and actions: by Ctrl K everywhere, or by a click. */
export function FindButton() {
  const words = useMessages().find
  const [isOpen, setIsOpen] = useState(false)
  // In fields as well: no field of ours has another use for it.
  useHotkeys([['mod+K', () => setIsOpen(true)]], [])
  return (
    <>
      <Button
        variant="default"
        size="sm"
        className={classes.button}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setIsOpen(true)}
        rightSection={
          <Kbd size="xs" className={classes.keys} aria-hidden>
            Ctrl K
          </Kbd>
        }
      >
        {words.open}
      </Button>
      {isOpen && (
        <Suspense>
          <Finder onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

function NotLoaded({ onClose }: { onClose: () => void }) {
  const { home } = useMessages()
  return (
    <Dialog title={home.failed} onClose={onClose}>
      <Button onClick={() => window.location.reload()}>{home.retry}</Button>
    </Dialog>
  )
}
