import { Button } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import { useFirstMessages } from '../language.ts'
import { loadOverlays, type Overlays } from '../load-overlays.ts'
import classes from './find.module.css'
import { Notice } from './notice.tsx'

/** The home page comes without it. The Control key, and the pointer, are there before it is asked for. */
const begin = () => void loadOverlays()

/** Opens the search for people, locations, references, pages and actions: by Ctrl K everywhere, or by a click. */
export function FindButton() {
  const words = useFirstMessages().find
  const [opened, setOpened] = useState<Pick<Overlays, 'Finder'>>()
  // Not by Suspense, which may let a third of a second pass before it shows what is there.
  const open = useCallback(async () => setOpened((await loadOverlays()) ?? { Finder: NotLoaded }), [])
  // In fields as well: no field of ours has another use for it.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      begin()
      if (event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      void open()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [open])
  return (
    <>
      <Button
        variant="default"
        size="sm"
        className={classes.button}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onPointerEnter={begin}
        onClick={open}
        rightSection={
          <kbd className={classes.keys} aria-hidden>
            Ctrl K
          </kbd>
        }
      >
        {words.open}
      </Button>
      {opened && <opened.Finder onClose={() => setOpened(undefined)} />}
    </>
  )
}

/** The page under it stays, with all that is typed. */
function NotLoaded() {
  const { home } = useFirstMessages()
  return (
    <Notice tone="bad" role="alert" title={home.failed}>
      <Button onClick={() => window.location.reload()}>{home.retry}</Button>
    </Notice>
  )
}
