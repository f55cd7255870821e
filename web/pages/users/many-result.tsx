import { Button, CloseButton, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { RefusedRequest } from '../../api.ts'
import { useMessages } from '../../language.ts'
import { LeftOut } from './left-out.tsx'
import classes from './many.module.css'
import { type Target, undoingOf } from './many.queries.ts'
import type { ManyDone } from './many-dialog.tsx'
import { ManyProgress } from './many-progress.tsx'
import { sentenceFor } from './refused-change.ts'
import { RequestFailure } from './request-failure.tsx'
import type { Running } from './use-run.ts'

/** What was shown as done: an action, or that it was undone. */
export type ManyShown = ManyDone & {
  isUndo?: boolean
  /** Whom a lost connection has made uncertain, and who were tried again since. */
  uncertain?: readonly string[]
}

/**
 * What came of it, at the foot of the list: how many are done, who is not and why, and the way back where there is one.
 */
export function ManyResult({
  shown,
  running,
  onNext,
  onClose,
}: {
  shown: ManyShown
  running: Running
  /** What came of undoing it, or of going on. */
  onNext: (shown: ManyShown) => void
  onClose: () => void
}) {
  const { manyUsers: words, users } = useMessages()
  const { progress, run, stop } = running
  const { chosen, names, isUndo = false } = shown
  const { outcomes, left, unknown, error, isFaulty } = shown.run
  const { action } = chosen.change
  const refused = [...shown.refused, ...outcomes.filter(({ outcome }) => outcome === 'refused')]
  const done = outcomes.filter(({ outcome }) => outcome === 'done').length
  const undoing = isUndo ? undefined : undoingOf(chosen.change, outcomes)
  const unchanged = outcomes.filter(({ outcome }) => outcome === 'unchanged').length
  // No one is mailed twice because an answer was lost.
  const isMail = action === 'mail_welcome'
  const open = isMail ? left : [...unknown, ...left]
  const uncertain = new Set([...(shown.uncertain ?? []), ...unknown.map(({ id }) => id)])
  const nameOf = (id: string) => names.get(id) ?? id
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
    for (const { userId, outcome } of further.outcomes) if (outcome === 'done') uncertain.delete(userId)
    const kept = isMail ? unknown : []
    onNext({
      ...shown,
      uncertain: [...uncertain],
      run: {
        ...further,
        outcomes: [...outcomes, ...further.outcomes],
        unknown: [...kept, ...further.unknown],
      },
    })
  }
  return (
    <div ref={box} tabIndex={-1} className={classes.result} data-tone={error || isFaulty ? 'bad' : 'good'}>
      <div role="status" className={classes.grow}>
        <Text fw={600}>
          {isUndo || action === 'set_roles' ? words.done.undo(done) : words.done[action](done)}
        </Text>
        {unknown.length > 0 && <Text size="sm">{words.brokenOff(unknown.length)}</Text>}
        {error && unknown.length === 0 && <Text size="sm">{sentenceFor(users.failed, error)}</Text>}
        {error && (unknown.length === 0 || error instanceof RefusedRequest) && (
          <RequestFailure error={error} />
        )}
        {left.length > 0 && (
          <Text size="sm">
            {error || isFaulty ? words.notReached(left.length) : words.stopped(left.length)}
          </Text>
        )}
        {undoing && uncertain.size > 0 && <Text size="sm">{words.undoUnknown(uncertain.size)}</Text>}
        {undoing && undoing.without.length > 0 && (
          <Text size="sm">
            {words.undoWithout(undoing.without.length)} {undoing.without.map(nameOf).join(', ')}
          </Text>
        )}
        {unchanged > 0 && action !== 'set_roles' && (
          <Text size="sm">{words.unchanged[action](unchanged)}</Text>
        )}
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
          {undoing && undoing.targets.length > 0 && (
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
