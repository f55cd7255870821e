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
        <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
          <path
            d="M15 15l6 6M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
          />
        </svg>
        <span className={classes.word}>{words.open}</span>
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
