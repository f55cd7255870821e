import { Button } from '@mantine/core'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useFirstMessages } from '../language.ts'
import { loadMoreMessages } from '../messages.ts'
import classes from './find.module.css'
import { Notice } from './notice.tsx'

/** Loaded when it is opened for the first time. Where that fails, the page under it stays, with all that is typed. */
const Finder = lazy(() =>
  Promise.all([import('./finder.tsx'), loadMoreMessages()]).then(
    ([{ Finder }]) => ({ default: Finder }),
    () => ({ default: NotLoaded }),
  ),
)

/** Opens the search for people, locations, references, pages and actions: by Ctrl K everywhere, or by a click. */
export function FindButton() {
  const words = useFirstMessages().find
  const [isOpen, setIsOpen] = useState(false)
  // In fields as well: no field of ours has another use for it.
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey ||
        event.key.toLowerCase() !== 'k'
      )
        return
      event.preventDefault()
      setIsOpen(true)
    }
    document.addEventListener('keydown', open)
    return () => document.removeEventListener('keydown', open)
  }, [])
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
          <kbd className={classes.keys} aria-hidden>
            Ctrl K
          </kbd>
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

function NotLoaded() {
  const { home } = useFirstMessages()
  return (
    <Notice tone="bad" role="alert" title={home.failed}>
      <Button onClick={() => window.location.reload()}>{home.retry}</Button>
    </Notice>
  )
}
