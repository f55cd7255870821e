import { Button, CloseButton, Menu, Text } from '@mantine/core'
import { useRef } from 'react'
import { type ManyAction, mostSelected } from '#shared/many-users.ts'
import { useMessages } from '../../language.ts'
import classes from './many.module.css'
import { countSelected } from './selection.ts'
import type { UsersSelection } from './use-selection.ts'

/** An action that a person can choose. How roles are undone is not among them. */
export type ChosenAction = Exclude<ManyAction, 'set_roles'>

const first = ['disable', 'enable', 'sign_out'] as const satisfies readonly ChosenAction[]
const others = ['mail_welcome', 'unlink', 'give_role', 'move'] as const satisfies readonly ChosenAction[]

/** How many users are selected, and what can be done with them. It stays in sight at the foot of the list. */
export function SelectionBar({
  select,
  total,
  isWholePage,
  isDisabled,
  onAct,
}: {
  select: UsersSelection
  total: number
  /** Whether everyone on the page is selected, so that it is worth asking for the other pages, too. */
  isWholePage: boolean
  /** Whether something else is under way. */
  isDisabled: boolean
  onAct: (action: ChosenAction) => void
}) {
  const words = useMessages().manyUsers
  const count = countSelected(select.selection, total)
  const offersAll = isWholePage && count < total
  const said = useRef<HTMLParagraphElement>(null)
  // The button that was pressed is gone, so the keyboard goes on here.
  const thenSay = (change: () => void) => () => {
    change()
    said.current?.focus({ preventScroll: true })
  }
  return (
    <section className={classes.bar} aria-label={words.bar} data-empty={count === 0}>
      {/* There before anyone is selected, because a screen reader says only what changes in it. */}
      <Text fw={600} role="status" className={classes.count} tabIndex={-1} ref={said}>
        {words.selected(count)}
      </Text>
      {count > 0 && (
        <>
          {offersAll && total <= mostSelected && (
            <Button
              variant="subtle"
              size="compact-sm"
              className={classes.all}
              onClick={thenSay(select.selectEveryone)}
            >
              {words.selectAll(total)}
            </Button>
          )}
          {offersAll && total > mostSelected && (
            <Text size="sm" className={classes.all}>
              {words.tooMany(mostSelected)}
            </Text>
          )}
          <div className={classes.actions}>
            <span className={classes.wide}>
              {first.map((action) => (
                <Button
                  key={action}
                  variant="default"
                  size="sm"
                  disabled={isDisabled}
                  onClick={() => onAct(action)}
                >
                  {words.action[action]}
                </Button>
              ))}
              <ActionsMenu label={words.more} actions={others} isDisabled={isDisabled} onAct={onAct} />
            </span>
            <span className={classes.narrow}>
              <ActionsMenu
                label={words.actions}
                actions={[...first, ...others]}
                isDisabled={isDisabled}
                onAct={onAct}
              />
            </span>
            <CloseButton aria-label={words.clear} title={words.clear} onClick={thenSay(select.clear)} />
          </div>
        </>
      )}
    </section>
  )
}

function ActionsMenu({
  label,
  actions,
  isDisabled,
  onAct,
}: {
  label: string
  actions: readonly ChosenAction[]
  isDisabled: boolean
  onAct: (action: ChosenAction) => void
}) {
  const words = useMessages().manyUsers
  return (
    <Menu position="top-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          disabled={isDisabled}
          rightSection={<span aria-hidden="true">▴</span>}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item key={action} onClick={() => onAct(action)}>
            {words.action[action]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
