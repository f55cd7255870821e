import { Button, CloseButton, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useMessages } from '../../language.ts'
import { LeftOut } from './left-out.tsx'
import classes from './many.module.css'
import { type Target, undoingOf } from './many.queries.ts'
import type { ManyDone } from './many-dialog.tsx'
import { ManyProgress } from './many-progress.tsx'
import { sentenceFor } from './refused-change.ts'
import { useRun } from './use-run.ts'

/** What was shown as done: an action, or that it was undone. */
export type ManyShown = ManyDone & { isUndo?: boolean }

/**
 * What came of it, at the foot of the list: how many are done, who is not and why, and the way back where there is one.
 */
export function ManyResult({
  shown,
  onNext,
  onClose,
}: {
  shown: ManyShown
  /** What came of undoing it, or of going on. */
  onNext: (shown: ManyShown) => void
  onClose: () => void
}) {
  const { manyUsers: words, users } = useMessages()
  const { progress, run, stop } = useRun()
  const { chosen, names, isUndo = false } = shown
  const { outcomes, left, unknown, error } = shown.run
  const { action } = chosen.change
  const refused = [...shown.refused, ...outcomes.filter(({ outcome }) => outcome === 'refused')]
  const done = outcomes.filter(({ outcome }) => outcome === 'done').length
  const undoing = isUndo ? undefined : undoingOf(chosen.change, outcomes)
  const open = [...unknown, ...left]
  const box = useRef<HTMLDivElement>(null)
  // The dialog, or the button, that had the focus is gone.
  useEffect(() => {
    if (shown) box.current?.focus({ preventScroll: true })
  }, [shown])
  const undo = async () => {
    if (!undoing) return
    const { change, targets } = undoing
    const undone = await run(change, targets, false)
    onNext({ chosen: { ...chosen, change }, run: undone, refused: [], names, isUndo: true })
  }
  const goOn = async (targets: Target[]) => {
    const further = await run(chosen.change, targets, false)
    const before = [...outcomes, ...further.outcomes]
    onNext({ ...shown, run: { ...further, outcomes: before } })
  }
  return (
    <div ref={box} tabIndex={-1} className={classes.result} data-tone={error ? 'bad' : 'good'}>
      <div role="status" className={classes.grow}>
        <Text fw={600}>
          {isUndo || action === 'set_roles' ? words.done.undo(done) : words.done[action](done)}
        </Text>
        {unknown.length > 0 && <Text size="sm">{words.brokenOff(unknown.length)}</Text>}
        {error && unknown.length === 0 && <Text size="sm">{sentenceFor(users.failed, error)}</Text>}
        {left.length > 0 && <Text size="sm">{words.stopped(left.length)}</Text>}
        {refused.length > 0 && <Text size="sm">{words.notDone(refused.length)}</Text>}
      </div>
      {progress ? (
        <>
          <div className={classes.grow}>
            <ManyProgress label={words.running} done={progress.answered} total={progress.total} />
          </div>
          <Button variant="default" disabled={progress.isStopping} onClick={stop}>
            {progress.isStopping ? words.stopping : words.stop}
          </Button>
        </>
      ) : (
        <div className={classes.actions}>
          {open.length > 0 && (
            <Button variant="default" onClick={() => goOn(open)}>
              {words.goOn}
            </Button>
          )}
          {undoing && (
            <Button variant="default" onClick={undo}>
              {words.undo}
            </Button>
          )}
          <CloseButton aria-label={words.close} onClick={onClose} />
        </div>
      )}
      {refused.length > 0 && <LeftOut outcomes={refused} names={names} isLinked />}
    </div>
  )
}
