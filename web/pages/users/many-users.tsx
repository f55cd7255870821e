import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import classes from './many.module.css'
import { ManyDialog, type ManyDone } from './many-dialog.tsx'
import { ManyResult, type ManyShown } from './many-result.tsx'
import { type ChosenAction, SelectionBar } from './selection-bar.tsx'
import { useRun } from './use-run.ts'
import type { UsersSelection } from './use-selection.ts'
import { type UsersSearch, usersKey } from './users.queries.ts'

/** The foot of the list of users: what is selected, what is done with it, and what came of that. */
export function ManyUsers({
  select,
  search,
  total,
  isWholePage,
}: {
  select: UsersSelection
  search: UsersSearch
  total: number
  isWholePage: boolean
}) {
  const [action, setAction] = useState<ChosenAction>()
  const [shown, setShown] = useState<ManyShown>()
  // Of undoing and going on. Meanwhile nothing else begins.
  const running = useRun()
  const queryClient = useQueryClient()
  const foot = useRef<HTMLDivElement>(null)
  // The menu item that opened the dialog is gone by then.
  const close = () => {
    setAction(undefined)
    foot.current?.focus({ preventScroll: true })
  }
  const show = (next: ManyShown) => {
    setShown(next)
    void queryClient.invalidateQueries({ queryKey: usersKey })
  }
  const finish = (done: ManyDone) => {
    setAction(undefined)
    select.clear()
    show(done)
  }
  return (
    <div className={classes.foot} tabIndex={-1} ref={foot}>
      {shown && (
        <ManyResult shown={shown} running={running} onNext={show} onClose={() => setShown(undefined)} />
      )}
      <SelectionBar
        select={select}
        total={total}
        isWholePage={isWholePage}
        isDisabled={running.progress !== undefined}
        onAct={setAction}
      />
      {action && (
        <ManyDialog
          action={action}
          selection={select.selection}
          search={search}
          onClose={close}
          onDone={finish}
        />
      )}
    </div>
  )
}
